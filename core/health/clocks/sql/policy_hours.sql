-- grain: one row a tier; when its business day begins and ends by the policy in force
SELECT
    tier,
    max(value) FILTER (WHERE name = 'sla_opens_hour') AS opens_hour,
    max(value) FILTER (WHERE name = 'sla_closes_hour') AS closes_hour
FROM ops.policy
GROUP BY tier
