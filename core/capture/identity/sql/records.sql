-- grain: one row a record asked for, with the line it came from
-- parameters: record_keys; parts: table, key, label
SELECT
    r.*,
    coalesce(r./*label*/, r.source_id) AS label,
    batch.file_name,
    batch.member_name,
    batch.exported_at
FROM /*table*/ AS r
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = r.batch_id
WHERE list_contains($record_keys::UBIGINT[], r./*key*/)
