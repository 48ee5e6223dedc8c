-- grain: one row, the number of the next row of ops.exercise_done
SELECT coalesce(max(exercise_done_id), 0) + 1 FROM ops.exercise_done
