-- Keeps the colour and score that the scan of as_of saw; parameters: account_keys, as_of
INSERT INTO ops.escalation_watch BY NAME
SELECT account_key, rag AS band, score, as_of AS seen_on
FROM mart.account_health
WHERE as_of = $as_of AND account_key IN (SELECT unnest($account_keys::UBIGINT[]))
