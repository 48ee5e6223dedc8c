-- grain: one row an imported file
SELECT batch_id, kind, file_sha256, reading::VARCHAR AS reading, read_rows
FROM crm.import_batch
ORDER BY batch_id
