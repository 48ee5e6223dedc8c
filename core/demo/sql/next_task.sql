-- grain: one row, the number of the next row of ops.task
SELECT coalesce(max(task_id), 0) + 1 FROM ops.task
