-- grain: one row a sent draft and what followed it: replied, meeting_booked or no_response
-- a reply is the next message from the recipient in the message's thread, or, where either has no thread, with its
--   subject or else within the reply window; a meeting is one with the recipient within follow_days; no
--   response is said once the reply window has passed
-- parameters: viewer, sees_all, as_of, follow_days, reply_window_days
WITH recipient AS (
    SELECT contact_key, list(DISTINCT email) AS addresses
    FROM ops.contact_alias
    WHERE contact_key IN (SELECT contact_key FROM ops.draft) AND email IS NOT NULL
    GROUP BY contact_key
),

sent AS (
    SELECT
        draft.draft_id, draft.account_key, draft.status, recipient.addresses, version.subject,
        recorded.sent_at, activity.thread_id
    FROM ops.draft AS draft
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
    JOIN mart.recorded_outreach AS recorded ON recorded.draft_id = draft.draft_id AND recorded.as_of = $as_of
    JOIN ops.draft_version AS version ON version.draft_id = draft.draft_id AND version.version = draft.version
    LEFT JOIN recipient ON recipient.contact_key = draft.contact_key
    LEFT JOIN crm.activity AS activity
        ON activity.activity_key = recorded.activity_key AND activity.account_key = draft.account_key
    WHERE draft.status IN ('sent', 'no_response', 'replied')
),

later AS (
    SELECT
        sent.draft_id, sent.status, activity.activity_key, activity.occurred_at, activity.kind,
        activity.kind = 'email'
        AND list_contains(sent.addresses, activity.from_email)
        AND CASE
            WHEN sent.thread_id IS NOT NULL AND activity.thread_id IS NOT NULL THEN sent.thread_id = activity.thread_id
            ELSE
                regexp_replace(lower(trim(activity.subject)), '^((re|aw|sv|antw|fwd?)\s*:\s*)+', '') = lower(trim(sent.subject))
                OR date_diff('day', sent.sent_at, activity.occurred_at) <= $reply_window_days
        END AS is_reply,
        activity.kind IN ('meeting', 'one_to_one', 'strategic_checkin', 'exec_dinner')
        AND list_has_any(activity.participant_emails, sent.addresses)
        AND date_diff('day', sent.sent_at, activity.occurred_at) <= $follow_days AS is_meeting
    FROM sent
    JOIN crm.activity AS activity
        ON activity.account_key = sent.account_key
        AND activity.occurred_at > sent.sent_at
        AND activity.occurred_at < $as_of + INTERVAL 1 DAY
),

found AS (
    SELECT
        draft_id,
        CASE WHEN is_meeting THEN 'meeting_booked' ELSE 'replied' END AS event,
        arg_min(activity_key, (occurred_at, activity_key)) AS activity_key,
        min(occurred_at) AS occurred_at
    FROM later
    WHERE is_meeting OR (is_reply AND status <> 'replied')
    GROUP BY draft_id, event
)

SELECT draft_id, event, activity_key, occurred_at FROM found
UNION ALL
SELECT sent.draft_id, 'no_response', NULL, NULL
FROM sent
WHERE
    sent.status = 'sent'
    AND $as_of - CAST(sent.sent_at AS DATE) >= $reply_window_days
    AND sent.draft_id NOT IN (SELECT draft_id FROM found)
ORDER BY draft_id, event DESC
