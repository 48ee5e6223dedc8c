-- The number of the next run of the matching.
SELECT coalesce(max(run_id), 0) + 1 AS run_id
FROM ops.match_run
