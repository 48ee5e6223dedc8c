-- grain: one row a draft that had been approved and an imported message of ours that is it
-- activity_key: our message to the approved address with the approved subject, from the day of the approval on;
--   the first of several
-- parameters: viewer, sees_all
WITH waiting AS (
    SELECT draft.draft_id, draft.account_key, draft.status
    FROM ops.draft AS draft
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
    WHERE draft.status IN ('approved', 'in_gmail', 'in_review')
),

approved AS (
    SELECT
        waiting.draft_id, waiting.account_key, approval.recipient_email, version.subject,
        min(approval.approved_at) AS approved_at
    FROM waiting
    JOIN ops.approval AS approval ON approval.draft_id = waiting.draft_id
    JOIN ops.draft_version AS version ON version.draft_id = approval.draft_id AND version.version = approval.version
    WHERE
        approval.recipient_email <> ''
        AND (
            waiting.status <> 'in_review'
            OR waiting.draft_id IN (SELECT draft_id FROM ops.draft_event WHERE event = 'in_gmail')
        )
    GROUP BY waiting.draft_id, waiting.account_key, approval.recipient_email, version.subject
)

SELECT
    approved.draft_id,
    arg_min(activity.activity_key, (activity.occurred_at, activity.activity_key)) AS activity_key,
    min(activity.occurred_at) AS occurred_at
FROM approved
JOIN crm.activity AS activity
    ON activity.account_key = approved.account_key
    AND activity.kind = 'email'
    AND list_contains(activity.participant_emails, approved.recipient_email)
    AND activity.from_email IS DISTINCT FROM approved.recipient_email
    AND lower(trim(activity.subject)) = lower(trim(approved.subject))
    AND activity.occurred_at >= date_trunc('day', approved.approved_at)
WHERE activity.activity_key NOT IN (SELECT activity_key FROM ops.draft_event WHERE event = 'sent' AND activity_key IS NOT NULL)
GROUP BY approved.draft_id
ORDER BY approved.draft_id
