-- Begins another attempt.
UPDATE ops.delivery
SET state = 'waiting', attempts = attempts + 1, held_by = $held_by, held_until = $held_until, changed_at = $at,
    gmail_draft_id = NULL, message_id = NULL, thread_id = NULL
WHERE delivery_id = $delivery_id
