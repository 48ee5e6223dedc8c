-- Whether a file's batch was ever recorded.
SELECT count(*)
FROM crm.import_batch
WHERE batch_id = $batch_id
