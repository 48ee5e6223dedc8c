-- grain: one row: a draft that should lie in a person's mailbox and was not looked for lately
SELECT
    delivery_id, draft_id, approval_id, content_hash, owner, address, channel, state, attempts,
    gmail_draft_id, message_id, thread_id, error, held_by, held_until, begun_at, changed_at, seen_at
FROM ops.delivery
WHERE owner = $owner AND address = $address AND state = 'created' AND seen_at <= $not_since
ORDER BY delivery_id
