-- grain: one row changed
UPDATE ops.approval SET checked_version = $checked_version WHERE approval_id = $approval_id
