-- grain: one account's health score on as_of
-- score, uncapped_score, cap: points of 100; score is empty when it abstains
-- parameters: account_key, as_of
SELECT score, uncapped_score, cap, rag, coverage_pct, at_risk, rules_tripped, missing
FROM mart.account_health
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
