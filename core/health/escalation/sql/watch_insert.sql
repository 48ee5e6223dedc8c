-- Keeps the colour and score that the scan sees; parameters: as_of, account_key (empty for all)
INSERT INTO ops.escalation_watch BY NAME
SELECT account_key, rag AS band, score, as_of AS seen_on
FROM mart.account_health
WHERE
    as_of = $as_of
    AND ($account_key IS NULL OR account_key = $account_key)
    AND rag <> 'grey'
    AND account_key NOT IN (SELECT account_key FROM ops.escalation_watch)
