-- grain: one row a thing already planned after the date: meetings in the diary, objectives of the account plan that need an executive
-- known: a row counts only if it was exported by the end of the date
-- prelude: yes
-- parameters: account_key, as_of
WITH
named AS (
    SELECT email, min(person) AS person
    FROM (
        SELECT unnest(addresses) AS email, person FROM person
        UNION ALL
        SELECT email, full_name FROM crm.team_member WHERE email IS NOT NULL
    )
    GROUP BY email
),

invited AS (
    SELECT activity_key, list(attendee ORDER BY place) AS attendees
    FROM (
        SELECT guest.activity_key, coalesce(named.person, guest.email) AS attendee, min(guest.place) AS place
        FROM (
            SELECT activity_key, unnest(participant_emails) AS email, generate_subscripts(participant_emails, 1) AS place
            FROM crm.activity
            WHERE account_key = $account_key AND occurred_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        ) AS guest
        LEFT JOIN named ON named.email = guest.email
        GROUP BY ALL
    )
    GROUP BY activity_key
),

ahead AS (
    SELECT
        activity.kind,
        activity.subject AS title,
        activity.occurred_at AS starts_at,
        CAST(activity.occurred_at AS DATE) AS due_on,
        activity.duration_minutes,
        coalesce(invited.attendees, []) AS attendees,
        'crm.activity/' || activity.activity_key AS reference,
        activity.batch_id
    FROM crm.activity AS activity
    JOIN account ON account.account_key = activity.account_key
    LEFT JOIN invited ON invited.activity_key = activity.activity_key
    WHERE
        activity.occurred_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND activity.kind IN ('one_to_one', 'qbr', 'exec_dinner', 'strategic_checkin', 'business_review')
    UNION ALL
    SELECT
        'account_plan', objective, NULL, due_on, NULL, [], 'crm.account_plan/' || plan_key, batch_id
    FROM crm.account_plan
    WHERE
        account_key = $account_key
        AND needs_executive_engagement
        AND due_on > CAST($as_of AS DATE)
        AND coalesce(lower(status), '') NOT IN ('done', 'completed', 'closed', 'cancelled')
)

SELECT ahead.* EXCLUDE (batch_id)
FROM ahead
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = ahead.batch_id
WHERE coalesce(batch.exported_at < CAST($as_of AS DATE) + INTERVAL 1 DAY, TRUE)
ORDER BY ahead.due_on, ahead.kind, ahead.reference
