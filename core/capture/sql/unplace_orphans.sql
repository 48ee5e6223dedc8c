-- Take from rows an account that no longer exists.
UPDATE /*table*/ AS t
SET account_key = NULL, placed_by = NULL
WHERE t.account_key IS NOT NULL AND t.account_key NOT IN (SELECT account_key FROM crm.account)
