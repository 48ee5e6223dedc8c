-- grain: one row a rule that had tripped when an escalation was opened
-- parameters: escalation_id
SELECT rule, value, threshold, unit, note
FROM ops.escalation_rule
WHERE escalation_id = $escalation_id
ORDER BY rule
