-- effect: rows of ops.escalation_watch on accounts of the demonstration are gone
-- parameters: account_keys
DELETE FROM ops.escalation_watch
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
