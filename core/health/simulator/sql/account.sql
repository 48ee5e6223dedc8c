-- grain: one row an account that the viewer may see
-- parameters: viewer, sees_all
SELECT
    account.account_key,
    account.source_id AS account_id,
    coalesce(account.name, account.source_id) AS name,
    account.tier,
    account.owner_email,
    account.arr_amount,
    account.currency
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
ORDER BY name, account.account_key
