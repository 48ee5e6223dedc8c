-- grain: one row, an escalation as it is kept
-- parameters: escalation_id
SELECT * FROM ops.escalation WHERE escalation_id = $escalation_id
