-- grain: one row a contact placed on an account and known at the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the contact
-- full_name: full name
-- title: job title as the source gives it
-- email: e-mail, lower case
-- addresses: e-mails of all records of the person, lower case
-- records: those records, as system:identifier
-- phone: phone
-- country: country
-- seniority: c_level, vp, director, manager or individual; empty without a title
-- function: function read from the title, e.g. finance; empty without a title
-- role: role on the account
-- is_marked_primary: marked as the primary executive sponsor
-- is_executive: seniority c_level or vp, role executive_sponsor, or marked as primary sponsor
-- status: active or left, at the date
-- started_on: first day in the present role
-- left_on: when the person was first seen to have left, where that is known
-- reports_to_ref: source identifier of the contact this one reports to
-- known_since_on: first day in the role, otherwise the day the contact was created in its source
-- source_system: system the contact came from; of several records, the one that stands for them
-- source_id: identifier in that system
-- batch_id: import batch that last wrote the contact
-- source_line: line of that file
-- source: titles and what is read from them come from mart.contact_position; a person's correction
--   (ops.contact_override) overlays the import from the day it was made
WITH correction AS (
    SELECT
        contact_key,
        max(value) FILTER (WHERE field = 'seniority') AS seniority,
        max(value) FILTER (WHERE field = 'function') AS function,
        max(value) FILTER (WHERE field = 'role') AS role,
        max(value) FILTER (WHERE field = 'is_primary_sponsor') = 'true' AS is_marked_primary
    FROM ops.contact_override
    WHERE set_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY contact_key
),

standing AS (
    -- A correction of any record of the person counts, and that they left before that they did not.
    SELECT coalesce(member.cluster_key, said.contact_key) AS contact_key, max(said.value) AS status
    FROM ops.contact_override AS said
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = said.contact_key
    WHERE said.field = 'status' AND said.set_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY ALL
),

merged AS (
    SELECT
        member.cluster_key AS contact_key,
        list(DISTINCT lower(contact.email) ORDER BY lower(contact.email)) FILTER (WHERE contact.email IS NOT NULL) AS addresses,
        list(contact.source_system || ':' || contact.source_id ORDER BY contact.contact_key) AS records
    FROM ops.cluster_member AS member
    JOIN crm.contact AS contact ON contact.contact_key = member.member_key
    WHERE member.entity = 'contact'
    GROUP BY member.cluster_key
),

profile AS (
    SELECT
        contact.* REPLACE (position.title AS title),
        coalesce(merged.addresses, CASE WHEN contact.email IS NULL THEN [] ELSE [lower(contact.email)] END) AS addresses,
        coalesce(merged.records, [contact.source_system || ':' || contact.source_id]) AS records,
        coalesce(correction.seniority, position.seniority) AS seniority,
        coalesce(correction.function, position.function) AS function,
        coalesce(correction.role, position.role) AS corrected_role,
        coalesce(correction.is_marked_primary, contact.is_primary_sponsor, FALSE) AS is_marked_primary,
        coalesce(
            standing.status,
            CASE WHEN contact.status = 'left' AND coalesce(contact.left_on <= CAST($as_of AS DATE), TRUE) THEN 'left' END,
            'active'
        ) AS status_then
    FROM mart.contact_position AS position
    JOIN ops.golden_contact AS contact ON contact.contact_key = position.contact_key
    LEFT JOIN correction ON correction.contact_key = contact.contact_key
    LEFT JOIN standing ON standing.contact_key = contact.contact_key
    LEFT JOIN merged ON merged.contact_key = contact.contact_key
    WHERE
        position.as_of = $as_of
        AND ($account_key IS NULL OR (position.account_key = $account_key AND contact.account_key = $account_key))
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key, contact_key, full_name, title, email, addresses, records, phone, country, seniority, function,
    corrected_role AS role,
    is_marked_primary,
    coalesce(seniority IN ('c_level', 'vp'), FALSE) OR coalesce(corrected_role = 'executive_sponsor', FALSE)
    OR is_marked_primary AS is_executive,
    status_then AS status,
    started_on,
    CASE WHEN status_then = 'left' THEN left_on END AS left_on,
    reports_to_ref,
    coalesce(started_on, CAST(created_at AS DATE)) AS known_since_on,
    source_system, source_id, batch_id, source_line
FROM profile
