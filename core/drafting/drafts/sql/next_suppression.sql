-- grain: one row: the next number of ops.suppression
SELECT coalesce(max(suppression_id), 0) + 1 FROM ops.suppression
