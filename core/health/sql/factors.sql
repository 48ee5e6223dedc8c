-- grain: one row a factor of one account
-- parameters: account_key, as_of
SELECT factor, points, max_points, state, measure, unit, target, note, evidence
FROM mart.health_contribution
WHERE as_of = $as_of AND account_key = $account_key
ORDER BY list_position(['aged_critical_tickets', 'open_tickets', 'integration_heartbeat'], factor)
