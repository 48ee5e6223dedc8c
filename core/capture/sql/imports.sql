-- Imported files, the newest first.
SELECT * EXCLUDE (reading, options), reading::VARCHAR AS reading, options::VARCHAR AS options
FROM crm.import_batch
ORDER BY import_id DESC, batch_id DESC
