-- grain: the number of the next escalation
SELECT coalesce(max(escalation_id), 0) + 1 AS escalation_id FROM ops.escalation
