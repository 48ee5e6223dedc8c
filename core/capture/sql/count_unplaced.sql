-- Rows of one batch that have no account.
SELECT count(*)
FROM /*table*/
WHERE batch_id = $batch_id AND account_key IS NULL
