-- grain: one row an account known on the date
-- score, rag: what the health model says of it
-- parameters: those of the models
SELECT account_key, score, rag
FROM mart.account_health
ORDER BY account_key
