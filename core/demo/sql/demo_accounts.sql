-- Accounts that the demonstration's imports wrote.
SELECT DISTINCT account.account_key
FROM crm.account AS account
JOIN crm.import_batch AS batch ON batch.batch_id = account.batch_id
WHERE batch.undone_at IS NULL AND ends_with(batch.file_name, $ending)
