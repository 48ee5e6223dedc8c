-- effect: tasks about accounts of the demonstration are gone
-- parameters: account_keys
DELETE FROM ops.task
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
