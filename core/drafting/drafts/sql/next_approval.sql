-- grain: one row: the next number of ops.approval
SELECT coalesce(max(approval_id), 0) + 1 FROM ops.approval
