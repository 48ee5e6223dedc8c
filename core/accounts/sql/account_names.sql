-- grain: one row a distinct name of a record of an account the viewer may see
-- parameters: viewer, sees_all
SELECT DISTINCT account.name
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.account_alias AS account ON account.account_key = visible.account_key
WHERE account.name IS NOT NULL
ORDER BY account.name
