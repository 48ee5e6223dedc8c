-- The accepted records of a staged file, typed; the key is a hash of system and identifier.
SELECT
    record,
    source_line,
    source_id,
    md5_number_lower(/*system*/ || chr(31) || source_id) AS row_key,
    hash(source_id/*names*/) AS row_hash
    /*names*/
FROM (
    SELECT record, /*line*/ AS source_line, /*identity*/ AS source_id/*fields*/
    FROM /*relation*/
    WHERE /*accepted*/
)
