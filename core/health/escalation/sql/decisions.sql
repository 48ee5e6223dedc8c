-- grain: one row a decision on an escalation, oldest first
-- parameters: escalation_id
SELECT decision_id, decision, reason, until_on, decided_by, decided_at
FROM ops.escalation_decision
WHERE escalation_id = $escalation_id
ORDER BY decision_id
