-- grain: one row changed
UPDATE ops.suppression SET ended_at = $at, ended_by = $by, end_reason = $reason WHERE suppression_id = $suppression_id
