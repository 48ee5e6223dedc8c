-- effect: escalations of accounts of the demonstration are gone
-- parameters: account_keys
DELETE FROM ops.escalation
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
