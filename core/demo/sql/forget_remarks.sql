-- effect: what people said of the profiles of accounts of the demonstration is gone
-- parameters: account_keys
DELETE FROM ops.profile_remark
WHERE
    account_key IN (SELECT unnest($account_keys::UBIGINT[]))
    AND account_key NOT IN (SELECT account_key FROM crm.account)
