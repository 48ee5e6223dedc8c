-- grain: one row a draft that was sent to a contact up to the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the recipient
-- draft_id: the draft
-- sent_at: when it was sent, UTC; noon where only the day is known
-- is_time_known: the hour is known, not only the day
-- activity_key: the imported message that shows it, if one does: the one it was recognised by, otherwise our
--   message to the same address with the same subject within a day
-- replied_at: when a person recorded the reply or the booked meeting, UTC; empty while nobody did
-- source: what people record of drafts, so that the engagement follows before the next import; a message that
--   an import shows as well is counted once
WITH event AS (
    SELECT draft_id, account_key, contact_key, event, occurred_on, occurred_at, activity_key
    FROM ops.draft_event
    WHERE
        occurred_on <= CAST($as_of AS DATE)
        AND contact_key IS NOT NULL
        AND event IN ('sent', 'replied', 'meeting_booked')
        AND ($account_key IS NULL OR account_key = $account_key)
),

sent AS (
    SELECT
        event.draft_id,
        min(event.account_key) AS account_key,
        min(event.contact_key) AS contact_key,
        min(coalesce(event.occurred_at, CAST(event.occurred_on AS TIMESTAMP) + INTERVAL 12 HOUR)) AS sent_at,
        bool_and(event.occurred_at IS NOT NULL) AS is_time_known,
        min(event.activity_key) AS recognised_key
    FROM event
    WHERE event.event = 'sent'
    GROUP BY event.draft_id
),

answer AS (
    SELECT draft_id, min(coalesce(occurred_at, CAST(occurred_on AS TIMESTAMP) + INTERVAL 12 HOUR)) AS replied_at
    FROM event
    WHERE event <> 'sent' AND activity_key IS NULL
    GROUP BY draft_id
),

newest_text AS (
    SELECT version.draft_id, arg_max(version.subject, version.version) AS subject
    FROM ops.draft_version AS version
    JOIN sent ON sent.draft_id = version.draft_id
    GROUP BY version.draft_id
),

recipient AS (
    SELECT contact_key, list(DISTINCT email) AS addresses
    FROM ops.contact_alias
    WHERE contact_key IN (SELECT contact_key FROM sent) AND email IS NOT NULL
    GROUP BY contact_key
),

shown AS (
    SELECT sent.draft_id, min(activity.activity_key) AS activity_key
    FROM sent
    JOIN newest_text ON newest_text.draft_id = sent.draft_id
    JOIN recipient ON recipient.contact_key = sent.contact_key
    JOIN crm.activity AS activity
        ON activity.account_key = sent.account_key
        AND activity.kind = 'email'
        AND lower(trim(activity.subject)) = lower(trim(newest_text.subject))
        AND list_has_any(activity.participant_emails, recipient.addresses)
        AND NOT coalesce(list_contains(recipient.addresses, activity.from_email), FALSE)
        AND abs(date_diff('day', activity.occurred_at, sent.sent_at)) <= 1
    WHERE
        activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND ($account_key IS NULL OR activity.account_key = $account_key)
    GROUP BY sent.draft_id
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    sent.account_key,
    sent.contact_key,
    sent.draft_id,
    sent.sent_at,
    sent.is_time_known,
    coalesce(sent.recognised_key, shown.activity_key) AS activity_key,
    CASE WHEN answer.replied_at IS NOT NULL THEN greatest(answer.replied_at, sent.sent_at) END AS replied_at
FROM sent
LEFT JOIN shown ON shown.draft_id = sent.draft_id
LEFT JOIN answer ON answer.draft_id = sent.draft_id
