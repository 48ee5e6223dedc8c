-- grain: one row a number of accounts that follow each other in the order of their keys, of those the viewer sees
-- parameters: viewer, sees_all, accounts (how many at once)
SELECT min(account_key) AS first_key, max(account_key) AS last_key
FROM (
    SELECT account_key, (row_number() OVER (ORDER BY account_key) - 1) // $accounts::INTEGER AS slice
    FROM ops.visible_account($viewer, $sees_all)
) AS numbered
GROUP BY slice
ORDER BY first_key
