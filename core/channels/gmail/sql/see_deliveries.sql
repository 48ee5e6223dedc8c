-- These drafts were looked for and found.
UPDATE ops.delivery
SET seen_at = $at
WHERE list_contains($delivery_ids, delivery_id)
