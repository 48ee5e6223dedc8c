-- grain: the run of a job in a period
-- parameters: job, period, at, status, detail
UPDATE ops.job_run
SET finished_at = $at, status = $status, detail = $detail
WHERE job = $job AND period = $period
