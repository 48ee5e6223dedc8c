-- grain: one row: a delivery, of those asked for by number
SELECT
    delivery_id, draft_id, approval_id, content_hash, owner, address, channel, state, attempts,
    gmail_draft_id, message_id, thread_id, error, held_by, held_until, begun_at, changed_at, seen_at
FROM ops.delivery
WHERE list_contains($delivery_ids, delivery_id)
ORDER BY delivery_id
