-- grain: one row: whether the viewer sees the account
SELECT count(*) > 0
FROM ops.visible_account($viewer, $sees_all) AS visible
WHERE visible.account_key = $account_key
