-- The draft lies in Gmail.
UPDATE ops.delivery
SET state = 'created', gmail_draft_id = $gmail_draft_id, message_id = $message_id, thread_id = $thread_id,
    error = '', held_by = '', held_until = NULL, changed_at = $at, seen_at = $at
WHERE delivery_id = $delivery_id
