-- grain: one row a RAG status, engagement level and currency of the filtered accounts
-- arr: in currency; accounts without an amount are counted in without_arr
-- parameters: those of filtered_account
WITH
amount AS (
    SELECT rag, level, CASE WHEN arr_amount IS NULL THEN '' ELSE coalesce(currency, '') END AS currency, arr_amount
    FROM filtered_account
)

SELECT
    rag,
    level,
    currency,
    count(*) AS accounts,
    count(*) FILTER (arr_amount IS NULL) AS without_arr,
    coalesce(sum(arr_amount), 0)::DECIMAL(18, 2) AS arr
FROM amount
GROUP BY rag, level, currency
ORDER BY rag, level, currency
