-- effect: the rules of escalations that are gone are gone as well
-- parameters: none
DELETE FROM ops.escalation_rule
WHERE escalation_id NOT IN (SELECT escalation_id FROM ops.escalation)
