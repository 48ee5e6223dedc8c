-- grain: one row a tier and engagement level of executives of the filtered accounts
-- parameters: those of filtered_account
WITH
executive AS (
    SELECT coalesce(account.tier, '') AS tier, score.level, account.account_key
    FROM filtered_account AS account
    JOIN mart.sponsor_score AS score
        ON score.account_key = account.account_key AND score.as_of = $as_of
)

SELECT tier, level, count(*) AS executives, count(DISTINCT account_key) AS accounts
FROM executive
GROUP BY tier, level
ORDER BY tier, level
