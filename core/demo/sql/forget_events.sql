-- effect: what happened on accounts of the demonstration is gone from the log
-- parameters: account_keys
DELETE FROM ops.event
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
