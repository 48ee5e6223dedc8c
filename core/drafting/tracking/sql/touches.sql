-- grain: one row a message or meeting that touches an executive, or a draft to anybody, within the days asked for
-- is_executive: whether it goes to an executive, as far as that is known; else it is taken to
-- occurred_on: day of it; of drafts that are not sent, the day they are planned for
-- source: import or draft
-- status: sent, approved, in_gmail, open, met or planned
-- shares_address: the person is known by one of the addresses asked for
-- counts: the attention budget counts it: messages of ours that went out or have been approved
-- parameters: viewer, sees_all (who looks),
--   account_key and emails (either or both; both empty for all), as_of (date of the mart), starts_on, ends_on
WITH
visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),

shared AS (
    SELECT DISTINCT contact_key
    FROM ops.contact_alias
    WHERE list_contains($emails::VARCHAR[], lower(email))
),

person AS (
    SELECT
        contact.contact_key, contact.full_name, lower(contact.email) AS email, account.account_key, account.name AS account_name,
        contact.contact_key IN (SELECT contact_key FROM shared) AS shares_address
    FROM ops.golden_contact AS contact
    JOIN ops.golden_account AS account ON account.account_key = contact.account_key
    JOIN visible ON visible.account_key = account.account_key
    WHERE
        ($account_key IS NULL AND len($emails::VARCHAR[]) = 0)
        OR contact.account_key = $account_key
        OR contact.contact_key IN (SELECT contact_key FROM shared)
),

drafted AS (
    SELECT
        draft.draft_id, draft.contact_key, draft.account_key, draft.sender, draft.purpose, draft.status,
        CASE
            WHEN draft.status IN ('approved', 'in_gmail') THEN greatest(CAST(approval.send_from AS DATE), $as_of)
            WHEN draft.status IN ('drafted', 'in_review') THEN CAST(draft.changed_at AS DATE)
            ELSE sent.occurred_on
        END AS occurred_on,
        sent.activity_key
    FROM ops.draft AS draft
    LEFT JOIN (
        SELECT draft_id, max(send_from) AS send_from FROM ops.approval WHERE voided_at IS NULL GROUP BY draft_id
    ) AS approval ON approval.draft_id = draft.draft_id
    LEFT JOIN (
        SELECT draft_id, min(occurred_on) AS occurred_on, min(activity_key) AS activity_key
        FROM ops.draft_event
        WHERE event = 'sent'
        GROUP BY draft_id
    ) AS sent ON sent.draft_id = draft.draft_id
    WHERE draft.status <> 'discarded' AND draft.contact_key IS NOT NULL
),

shown AS (
    SELECT activity_key FROM mart.recorded_outreach WHERE as_of = $as_of AND activity_key IS NOT NULL
)

SELECT
    CAST(touchpoint.occurred_at AS DATE) AS occurred_on,
    person.account_key, person.account_name, person.contact_key, person.full_name AS contact_name, person.email,
    coalesce(CASE WHEN touchpoint.is_outreach THEN activity.from_email END, activity.owner_email, '') AS sent_by,
    coalesce(activity.subject, touchpoint.kind) AS what,
    'import' AS source,
    CASE WHEN touchpoint.is_outreach THEN 'sent' ELSE 'met' END AS status,
    touchpoint.is_outreach AS counts,
    CAST(NULL AS BIGINT) AS draft_id,
    'crm.activity/' || touchpoint.activity_key AS reference,
    TRUE AS is_executive,
    person.shares_address
FROM mart.executive_touchpoint AS touchpoint
JOIN person ON person.contact_key = touchpoint.contact_key
JOIN crm.activity AS activity
    ON activity.activity_key = touchpoint.activity_key AND activity.account_key = touchpoint.account_key
WHERE
    touchpoint.as_of = $as_of
    AND CAST(touchpoint.occurred_at AS DATE) BETWEEN $starts_on AND $ends_on
    AND NOT touchpoint.is_reply
    AND touchpoint.activity_key NOT IN (SELECT activity_key FROM shown)
UNION ALL
SELECT
    CAST(activity.occurred_at AS DATE), person.account_key, person.account_name, person.contact_key, person.full_name, person.email,
    coalesce(activity.owner_email, ''), coalesce(activity.subject, activity.kind), 'import', 'planned', FALSE, NULL,
    'crm.activity/' || activity.activity_key, TRUE, person.shares_address
FROM crm.activity AS activity
JOIN person ON person.account_key = activity.account_key
JOIN mart.contact_profile AS profile
    ON profile.contact_key = person.contact_key
    AND profile.as_of = $as_of
    AND profile.is_executive
    AND list_has_any(activity.participant_emails, profile.addresses)
WHERE
    activity.occurred_at >= $as_of + INTERVAL 1 DAY
    AND activity.kind NOT IN ('email', 'note', 'task')
    AND CAST(activity.occurred_at AS DATE) BETWEEN $starts_on AND $ends_on
UNION ALL
SELECT
    drafted.occurred_on, person.account_key, person.account_name, person.contact_key, person.full_name, person.email,
    drafted.sender, drafted.purpose, 'draft',
    CASE
        WHEN drafted.status IN ('drafted', 'in_review') THEN 'open'
        WHEN drafted.status IN ('approved', 'in_gmail') THEN drafted.status
        ELSE 'sent'
    END,
    drafted.status NOT IN ('drafted', 'in_review'), drafted.draft_id, '',
    coalesce(profile.is_executive, TRUE), person.shares_address
FROM drafted
JOIN person ON person.contact_key = drafted.contact_key
LEFT JOIN mart.contact_profile AS profile ON profile.contact_key = drafted.contact_key AND profile.as_of = $as_of
WHERE drafted.occurred_on BETWEEN $starts_on AND $ends_on
ORDER BY occurred_on, contact_name, source, draft_id, reference
