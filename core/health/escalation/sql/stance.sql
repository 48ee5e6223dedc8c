-- Lets what was said last stand; an update says nothing of the escalation itself.
UPDATE ops.escalation
SET
    stance = CASE WHEN $decision = 'updated' THEN stance ELSE $decision END,
    stance_until = CASE WHEN $decision = 'updated' THEN stance_until ELSE $until_on::DATE END,
    updated_on = CASE WHEN $decision = 'updated' THEN $today::DATE ELSE updated_on END
WHERE escalation_id = $escalation_id
