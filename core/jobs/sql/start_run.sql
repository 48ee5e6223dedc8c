-- grain: the run of a job in a period, started or started anew
-- parameters: job, period, at
MERGE INTO ops.job_run AS run
USING (SELECT $job AS job, $period AS period) AS due USING (job, period)
WHEN MATCHED THEN UPDATE SET
    started_at = $at, finished_at = NULL, status = 'running', detail = ''
WHEN NOT MATCHED THEN INSERT VALUES ($job, $period, $at, NULL, 'running', '')
