-- grain: one row: a delivery of one draft into Gmail, the newest first
SELECT
    delivery_id, draft_id, approval_id, content_hash, owner, address, channel, state, attempts,
    gmail_draft_id, message_id, thread_id, error, held_by, held_until, begun_at, changed_at, seen_at
FROM ops.delivery
WHERE draft_id = $draft_id AND channel = 'gmail'
ORDER BY delivery_id DESC
