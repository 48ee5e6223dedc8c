-- grain: one row changed
UPDATE ops.draft
SET
    status = $status,
    purpose = $purpose,
    tone = $tone,
    length = $length,
    version = $version,
    unmatched = coalesce($unmatched, unmatched),
    changed_at = $changed_at
WHERE draft_id = $draft_id
