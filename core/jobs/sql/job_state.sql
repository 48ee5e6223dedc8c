-- grain: the run of a job in a period, if it was ever started
-- parameters: job, period
SELECT status, started_at, finished_at, detail
FROM ops.job_run
WHERE job = $job AND period = $period
