-- grain: one row a task of the person's that was due within the days, or still open from before
-- state: kept (done by the day it was due), late (done after it), open (due and not done at the end of the
--   last day), carried (due before the first day and still open at the end of the last)
-- source: the one user of a single-user installation has everybody's tasks about accounts
-- parameters: person, everybody, from_on, until_on
WITH task AS (
    SELECT
        task.task_id,
        task.title,
        task.due_on,
        task.account_key,
        CASE
            WHEN task.state = 'done' AND task.ended_at < $until_on::DATE + INTERVAL 1 DAY THEN task.ended_at::DATE
        END AS done_on
    FROM ops.task AS task
    WHERE
        (task.owner = $person OR ($everybody AND task.account_key IS NOT NULL))
        AND task.due_on <= $until_on
        AND task.created_at < $until_on::DATE + INTERVAL 1 DAY
        AND (task.state <> 'dropped' OR task.ended_at >= $until_on::DATE + INTERVAL 1 DAY)
)

SELECT
    CASE
        WHEN task.done_on <= task.due_on THEN 'kept'
        WHEN task.done_on IS NOT NULL THEN 'late'
        WHEN task.due_on >= $from_on THEN 'open'
        ELSE 'carried'
    END AS kind,
    'ops.task/' || task.task_id AS reference,
    task.due_on AS "on",
    task.title AS what,
    CASE
        WHEN task.done_on <= task.due_on THEN 'done in time'
        WHEN task.done_on IS NOT NULL THEN 'done late'
        ELSE 'not done'
    END AS detail,
    task.account_key,
    coalesce(account.name, account.source_id, '') AS account_name
FROM task
LEFT JOIN ops.golden_account AS account ON account.account_key = task.account_key
WHERE task.due_on >= $from_on OR task.done_on IS NULL
ORDER BY task.due_on, task.task_id
