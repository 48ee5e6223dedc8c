-- When each source was last polled, however that ended.
SELECT source, max(started_at) AS started_at
FROM ops.poll_run
GROUP BY source
