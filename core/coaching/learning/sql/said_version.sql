-- grain: one row: grows when a rating or a recorded score is added
SELECT max(data_version) AS data_version
FROM ops.table_version
WHERE table_name IN ('ops.coaching_rating', 'ops.score_snapshot')
