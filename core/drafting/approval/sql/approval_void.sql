-- grain: one row changed
UPDATE ops.approval
SET voided_at = $voided_at, void_reason = $void_reason, changes = $changes
WHERE approval_id = $approval_id AND voided_at IS NULL
