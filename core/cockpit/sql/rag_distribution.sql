-- grain: one row a RAG status that some filtered account has
-- parameters: those of filtered_account
WITH
counted AS (
    SELECT
        rag,
        count(*) AS accounts,
        count(*) FILTER (at_risk) AS at_risk,
        count(*) FILTER (override_rag IS NOT NULL) AS overridden
    FROM filtered_account
    GROUP BY rag
)

SELECT rag, accounts, at_risk, overridden
FROM counted
