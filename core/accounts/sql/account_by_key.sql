-- grain: the account with this key, when the viewer may see it
-- parameters: viewer, sees_all, account_key
SELECT
    account.account_key,
    account.source_system,
    account.source_id,
    coalesce(account.name, account.source_id) AS name
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
WHERE account.account_key = $account_key::UBIGINT
