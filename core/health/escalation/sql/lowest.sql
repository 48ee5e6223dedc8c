-- Keeps the lowest score seen while an escalation lasts.
UPDATE ops.escalation
SET worst_score = least(worst_score, $score::DOUBLE)
WHERE escalation_id = $escalation_id
