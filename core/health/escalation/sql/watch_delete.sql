-- Forgets the last colour seen of accounts that are now seen in another; parameters: account_keys
DELETE FROM ops.escalation_watch
WHERE account_key IN (SELECT unnest($account_keys::UBIGINT[]))
