-- Score snapshots of accounts that went with the demonstration.
DELETE FROM ops.score_snapshot
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
