-- grain: one row a currency of the filtered accounts that have an ARR
-- amount: in currency
-- parameters: those of filtered_account
WITH
amount AS (
    SELECT coalesce(currency, '') AS currency, arr_amount
    FROM filtered_account
    WHERE arr_amount IS NOT NULL
)

SELECT currency, sum(arr_amount)::DECIMAL(18, 2) AS amount, count(*) AS accounts
FROM amount
GROUP BY currency
ORDER BY amount DESC, currency
