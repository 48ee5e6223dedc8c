-- grain: one row an option
-- score, rag: what the health model says of the account once the option's actions are done
-- parameters: those of the supposed tables
SELECT account_key AS option_key, score, rag
FROM mart.account_health
ORDER BY account_key
