-- grain: one row: the next number of ops.draft
SELECT coalesce(max(draft_id), 0) + 1 FROM ops.draft
