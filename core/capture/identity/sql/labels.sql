-- grain: one row a record asked for: what people call it
-- parameters: record_keys; parts: table, key, label
SELECT
    /*key*/ AS record_key,
    coalesce(/*label*/, source_id) AS label,
    source_system,
    source_id
FROM /*table*/
WHERE list_contains($record_keys::UBIGINT[], /*key*/)
