-- grain: one row an activity, a draft's step or a task of the person's within the days, the oldest first
-- kind: talk (meetings, calls, reviews), mail (ours to them), answer (theirs to us), note, draft (approved or
--   handed over), done (a task)
-- reference: table/key; on: day, UTC; what: subject or title; account_name: empty where none is known
-- parameters: person, everybody, from_on, until_on
WITH
activity AS (
    SELECT
        CASE
            WHEN activity.kind = 'email' AND activity.direction = 'inbound' THEN 'answer'
            WHEN activity.kind = 'email' THEN 'mail'
            WHEN activity.kind IN ('note', 'task') THEN 'note'
            ELSE 'talk'
        END AS kind,
        'crm.activity/' || activity.activity_key AS reference,
        activity.occurred_at AS at,
        coalesce(nullif(activity.subject, ''), replace(activity.kind, '_', ' ')) AS what,
        activity.kind AS detail,
        activity.account_key
    FROM crm.activity AS activity
    WHERE
        activity.occurred_at >= $from_on::DATE
        AND activity.occurred_at < $until_on::DATE + INTERVAL 1 DAY
        AND (
            activity.owner_email = $person
            OR activity.from_email = $person
            OR (
                activity.account_key IN (SELECT account_key FROM mine)
                AND ($everybody OR activity.owner_email IS NULL)
            )
        )
),

draft AS (
    SELECT
        'draft' AS kind,
        'ops.draft/' || event.draft_id AS reference,
        min(event.recorded_at) AS at,
        any_value(replace(draft.purpose, '_', ' ')) AS what,
        any_value(draft.kind) AS detail,
        any_value(event.account_key) AS account_key
    FROM ops.draft_event AS event
    JOIN ops.draft AS draft ON draft.draft_id = event.draft_id
    WHERE
        event.event IN ('approved', 'in_gmail', 'sent')
        AND ($everybody OR lower(event.recorded_by) = $person)
        AND event.recorded_at >= $from_on::DATE
        AND event.recorded_at < $until_on::DATE + INTERVAL 1 DAY
    GROUP BY event.draft_id
),

done AS (
    SELECT
        'done' AS kind, 'ops.task/' || task_id AS reference, ended_at AS at, title AS what,
        CASE WHEN ended_at::DATE <= due_on THEN 'in time' ELSE 'late' END AS detail, account_key
    FROM ops.task
    WHERE
        (owner = $person OR ($everybody AND account_key IS NOT NULL))
        AND state = 'done'
        AND ended_at >= $from_on::DATE
        AND ended_at < $until_on::DATE + INTERVAL 1 DAY
)

SELECT
    did.kind, did.reference, did.at::DATE AS "on", did.what, did.detail, did.account_key,
    coalesce(account.name, account.source_id, '') AS account_name
FROM (SELECT * FROM activity UNION ALL SELECT * FROM draft UNION ALL SELECT * FROM done) AS did
LEFT JOIN ops.golden_account AS account ON account.account_key = did.account_key
ORDER BY did.at, did.reference
