-- Tasks about accounts that fell due, and whether they were done in time.
--
-- grain       one row a person and account with a task of theirs that fell due in the window
-- kept, cases tasks done by the day they were due, and all that fell due and were not dropped before
-- missed      the others, as table/key, at most ten
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      ops.task; a task moved to another day is due on that day. Tasks about no account are their owner's
--             alone and are not counted
WITH limits AS (
    SELECT max(value) AS window_days
    FROM ops.policy
    WHERE tier = '' AND name = 'behaviour_window_days'
),

due AS (
    SELECT
        task.owner AS person, task.account_key, task.task_id, task.due_on,
        task.state = 'done' AND CAST(task.ended_at AS DATE) <= task.due_on AS is_kept
    FROM ops.task AS task
    CROSS JOIN limits
    WHERE
        list_contains($people::VARCHAR[], task.owner)
        AND task.account_key IS NOT NULL
        AND task.due_on < $as_of
        AND task.due_on >= CAST($as_of AS DATE) - CAST(limits.window_days AS INTEGER)
        AND NOT (task.state = 'dropped' AND CAST(task.ended_at AS DATE) <= task.due_on)
)

SELECT
    person,
    account_key,
    count(*) FILTER (WHERE is_kept) AS kept,
    count(*) AS cases,
    coalesce(list('ops.task/' || task_id ORDER BY due_on DESC, task_id) FILTER (WHERE NOT is_kept), [])[1:10] AS missed
FROM due
GROUP BY person, account_key
ORDER BY person, account_key
