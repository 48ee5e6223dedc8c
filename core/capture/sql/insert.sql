-- Accepted records into their table, with provenance and, where its id is known, their account.
INSERT INTO /*table*/ BY NAME
SELECT
    r.row_key AS /*key*/,
    r.* EXCLUDE (record, row_key)/*replaced*/
    /*extra*/,
    $system AS source_system,
    $batch_id AS batch_id
FROM (/*rows*/) AS r
/*joins*/
