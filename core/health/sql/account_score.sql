-- grain: one row, the technical health of one account; empty when the account is not known at the date
-- parameters: account_key, as_of
SELECT score, uncapped_score, cap, rag, coverage_pct, at_risk, rules_tripped, missing
FROM mart.account_health
WHERE as_of = $as_of AND account_key = $account_key
