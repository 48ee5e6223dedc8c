-- grain: one row an at-risk rule of one account
-- parameters: account_key, as_of
SELECT rule, value, threshold, unit, tripped, at_double, note, evidence
FROM mart.health_rule
WHERE as_of = $as_of AND account_key = $account_key
ORDER BY list_position(['aged_critical_tickets', 'too_many_open_tickets', 'silent_integration'], rule)
