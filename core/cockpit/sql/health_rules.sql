-- grain: one row a rule of the at-risk test for one account
-- value, threshold: in unit
-- parameters: account_key, as_of
SELECT rule, value, threshold, unit, tripped, at_double, note, coalesce(evidence, []) AS evidence
FROM mart.health_rule
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
ORDER BY list_position(['aged_critical_tickets', 'too_many_open_tickets', 'silent_integration'], rule)
