-- grain: one row an engagement level that some filtered account has
-- parameters: those of filtered_account
WITH
counted AS (
    SELECT level, count(*) AS accounts
    FROM filtered_account
    GROUP BY level
)

SELECT level, accounts
FROM counted
