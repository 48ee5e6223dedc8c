-- grain: one row a filtered account
-- parameters: those of filtered_account
WITH
picked AS (SELECT account_key FROM filtered_account)

SELECT account_key FROM picked
