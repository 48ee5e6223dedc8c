-- grain: one row a conversation with the customer, or a draft that was sent, newest first
-- what: kind of the activity, or purpose of the draft; status: answered, waiting, no_answer, held, or the draft's
-- outcome: as the source has it; reference: crm.activity/key or draft/number
-- parameters: account_key, as_of, limit
WITH shown AS (
    SELECT activity_key
    FROM mart.recorded_outreach
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND activity_key IS NOT NULL
),

activity AS (
    SELECT *
    FROM crm.activity
    WHERE
        account_key = $account_key::UBIGINT
        AND occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND kind NOT IN ('note', 'task')
),

person AS (
    SELECT contact_key, addresses, full_name
    FROM mart.contact_profile
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
),

told AS (
    SELECT
        activity.activity_key,
        list(DISTINCT person.full_name ORDER BY person.full_name) AS people
    FROM activity
    JOIN person
        ON list_has_any(activity.participant_emails, person.addresses)
        OR list_contains(person.addresses, activity.from_email)
    GROUP BY activity.activity_key
),

answer AS (
    SELECT ours.activity_key, min(theirs.occurred_at) AS answered_at
    FROM activity AS ours
    JOIN activity AS theirs
        ON theirs.kind = 'email'
        AND theirs.direction = 'inbound'
        AND theirs.thread_id = ours.thread_id
        AND theirs.occurred_at > ours.occurred_at
    WHERE ours.kind = 'email' AND ours.direction = 'outbound'
    GROUP BY ours.activity_key
),

event AS (
    SELECT
        draft_id,
        min(contact_key) AS contact_key,
        min(coalesce(occurred_at, CAST(occurred_on AS TIMESTAMP) + INTERVAL 12 HOUR)) FILTER (WHERE event = 'sent') AS sent_at,
        arg_max(event, (occurred_on, event_id)) AS status
    FROM ops.draft_event
    WHERE account_key = $account_key::UBIGINT AND occurred_on <= CAST($as_of AS DATE)
    GROUP BY draft_id
)

SELECT
    'crm.activity/' || activity.activity_key AS reference,
    activity.occurred_at AS at,
    activity.kind AS what,
    coalesce(activity.direction, '') AS direction,
    coalesce(told.people, []) AS people,
    activity.subject,
    CASE
        WHEN activity.kind <> 'email' THEN 'held'
        WHEN activity.direction IS DISTINCT FROM 'outbound' THEN 'received'
        WHEN answer.answered_at IS NOT NULL THEN 'answered'
        WHEN activity.occurred_at >= CAST($as_of AS DATE) - INTERVAL 13 DAY THEN 'waiting'
        ELSE 'no_answer'
    END AS status,
    nullif(activity.outcome, '') AS outcome,
    ['crm.activity/' || activity.activity_key] AS evidence
FROM activity
LEFT JOIN told ON told.activity_key = activity.activity_key
LEFT JOIN answer ON answer.activity_key = activity.activity_key
WHERE activity.activity_key NOT IN (SELECT activity_key FROM shown)
UNION ALL
SELECT
    'draft/' || draft.draft_id, event.sent_at, draft.kind, 'outbound',
    CASE WHEN contact.full_name IS NULL THEN [] ELSE [contact.full_name] END,
    arg_max(version.subject, version.version), event.status, NULL, []
FROM event
JOIN ops.draft AS draft ON draft.draft_id = event.draft_id
JOIN ops.draft_version AS version ON version.draft_id = draft.draft_id
LEFT JOIN ops.golden_contact AS contact ON contact.contact_key = draft.contact_key
WHERE event.sent_at IS NOT NULL
GROUP BY draft.draft_id, draft.kind, contact.full_name, event.sent_at, event.status
ORDER BY 2 DESC, 1
LIMIT $limit
