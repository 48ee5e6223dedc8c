-- grain: one row a draft the viewer may see and the filters leave, the last changed first
-- total: drafts that the filters leave
-- void_reason: why the newest approval is void; empty while it stands or there is none
-- parameters: viewer, sees_all, statuses, owners, account_key, contact_key, kinds, purposes, search, limit, offset
WITH newest_approval AS (
    SELECT draft_id, max(approval_id) AS approval_id FROM ops.approval GROUP BY draft_id
),

outcome AS (
    SELECT
        draft_id,
        min(occurred_on) FILTER (WHERE event = 'sent') AS sent_on,
        min(occurred_on) FILTER (WHERE event = 'replied') AS replied_on,
        min(occurred_on) FILTER (WHERE event = 'meeting_booked') AS meeting_on
    FROM ops.draft_event
    GROUP BY draft_id
),

found AS (
    SELECT
        draft.draft_id, draft.kind, draft.purpose, draft.tone, draft.length,
        draft.account_key, coalesce(account.source_id, '') AS account_id, coalesce(account.name, '') AS account_name,
        draft.contact_key, coalesce(contact.full_name, '') AS recipient_name, coalesce(contact.email, '') AS recipient_email,
        draft.sender, draft.status, draft.version, version.subject, version.writer, draft.unmatched,
        draft.created_at, draft.created_by, draft.changed_at,
        approval.approved_at, approval.approved_by, approval.expires_at,
        CASE WHEN approval.voided_at IS NOT NULL THEN approval.void_reason END AS void_reason,
        outcome.sent_on, outcome.replied_on, outcome.meeting_on
    FROM ops.draft AS draft
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = draft.account_key
    JOIN ops.draft_version AS version ON version.draft_id = draft.draft_id AND version.version = draft.version
    LEFT JOIN ops.golden_account AS account ON account.account_key = draft.account_key
    LEFT JOIN ops.golden_contact AS contact
    ON contact.contact_key = draft.contact_key AND contact.account_key = draft.account_key
    LEFT JOIN newest_approval ON newest_approval.draft_id = draft.draft_id
    LEFT JOIN ops.approval AS approval ON approval.approval_id = newest_approval.approval_id
    LEFT JOIN outcome ON outcome.draft_id = draft.draft_id
    WHERE
        (len($owners) = 0 OR list_contains($owners, draft.created_by) OR list_contains($owners, draft.sender))
        AND ($account_key IS NULL OR draft.account_key = $account_key)
        AND ($contact_key IS NULL OR draft.contact_key = $contact_key)
        AND (len($kinds) = 0 OR list_contains($kinds, draft.kind))
        AND (len($purposes) = 0 OR list_contains($purposes, draft.purpose))
),

searched AS (
    SELECT *
    FROM found
    WHERE
        $search = ''
        OR contains(lower(account_name || ' ' || recipient_name || ' ' || subject || ' ' || recipient_email), lower($search))
),

listed AS (
    SELECT * FROM searched WHERE len($statuses) = 0 OR list_contains($statuses, status)
)

-- counted beside, not by a window over all rows: on an empty partition the engine may fail inside
SELECT *, (SELECT count(*) FROM listed) AS total
FROM listed
ORDER BY changed_at DESC, draft_id DESC
LIMIT $limit OFFSET $offset
