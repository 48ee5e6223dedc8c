-- grain: one row a filtered account; min_sources: independent sources that speak against green
-- parameters: those of filtered_account
WITH
listed AS (
    SELECT account_key, account_id, name, tier, owner_email, arr_amount, currency, rag, health_score, min_sources
    FROM account
)

SELECT * FROM listed
