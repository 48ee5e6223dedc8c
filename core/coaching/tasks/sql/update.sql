-- effect: what can change of a task
-- parameters: $task_id, the new values, $changed_by and $changed_at
UPDATE ops.task
SET
    title = $title,
    detail = $detail,
    due_on = $due_on::DATE,
    owner = $owner,
    state = $state,
    ended_at = $ended_at::TIMESTAMP,
    reason = $reason,
    changed_by = $changed_by,
    changed_at = $changed_at
WHERE task_id = $task_id::BIGINT
