-- Notes the draft of an escalation, or why there is none.
UPDATE ops.escalation
SET draft_id = $draft_id::BIGINT, draft_note = $draft_note
WHERE escalation_id = $escalation_id
