-- grain: one row: the newest delivery of each of some drafts, by one channel or by whichever
SELECT
    delivery_id, draft_id, approval_id, content_hash, owner, address, channel, state, attempts,
    gmail_draft_id, message_id, thread_id, error, held_by, held_until, begun_at, changed_at, seen_at
FROM ops.delivery
WHERE list_contains($draft_ids, draft_id) AND ($channel IS NULL OR channel = $channel)
QUALIFY row_number() OVER (PARTITION BY draft_id ORDER BY delivery_id DESC) = 1
ORDER BY draft_id
