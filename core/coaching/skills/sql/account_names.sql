-- grain: one row an account of those asked for that the viewer may see, largest first
-- parameters: viewer, sees_all, account_keys
SELECT account.account_key, account.name
FROM ops.golden_account AS account
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = account.account_key
WHERE list_contains($account_keys::UBIGINT[], account.account_key)
ORDER BY account.arr_amount DESC NULLS LAST, account.name
