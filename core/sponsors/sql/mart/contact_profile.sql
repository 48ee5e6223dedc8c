-- grain: one row a contact placed on an account and known at the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the contact
-- full_name: full name
-- title: job title as the source gives it
-- email: e-mail, lower case
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
-- source_system: system the contact came from
-- source_id: identifier in that system
-- batch_id: import batch that last wrote the contact
-- source_line: line of that file
-- source: titles are read by ops.phrase_rule (data/titles.toml), the part before a comma, bracket, dash or
--   preposition first: a manager's or individual's role there decides; a person's correction
--   (ops.contact_override) overlays the import from the day it was made; a title or role that a later
--   export changed is the one before
WITH former AS (
    SELECT
        entity_key,
        arg_min(from_value, observed_at) FILTER (WHERE field = 'title') AS title,
        arg_min(from_value, observed_at) FILTER (WHERE field = 'role') AS role
    FROM crm.change_event
    WHERE
        entity = 'contact'
        AND observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY entity_key
),

contact AS (
    SELECT
        contact.* REPLACE (
            coalesce(former.title, contact.title) AS title, coalesce(former.role, contact.role) AS role
        )
    FROM crm.contact AS contact
    LEFT JOIN former ON former.entity_key = contact.contact_key
    WHERE
        contact.account_key IS NOT NULL
        AND ($account_key IS NULL OR contact.account_key = $account_key)
        AND (contact.created_at IS NULL OR contact.created_at < CAST($as_of AS DATE) + INTERVAL 1 DAY)
        AND (contact.started_on IS NULL OR contact.started_on <= CAST($as_of AS DATE))
),

part AS (
    SELECT DISTINCT title, title AS said, FALSE AS is_leading FROM contact WHERE title IS NOT NULL
    UNION ALL
    SELECT DISTINCT
        title,
        regexp_extract(title, '^(.+?)(?:[,;:|(\[–—]|\s-\s|\s(?:to|for|of|in|at|with)\s)', 1, 'i') AS said,
        TRUE AS is_leading
    FROM contact
    WHERE title IS NOT NULL
),

folded AS (
    SELECT
        title,
        is_leading,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(said)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS words
    FROM part
),

phrase AS (
    SELECT
        folded.title,
        arg_min(rule.value, rule.position) FILTER (WHERE rule.attribute = 'seniority' AND NOT folded.is_leading) AS seniority,
        arg_min(rule.value, rule.position) FILTER (WHERE rule.attribute = 'function' AND NOT folded.is_leading) AS function,
        arg_min(rule.value, rule.position) FILTER (WHERE rule.attribute = 'seniority' AND folded.is_leading) AS leading_role,
        coalesce(bool_or(rule.attribute = 'own_rank'), FALSE) AS has_own_rank
    FROM folded
    LEFT JOIN ops.phrase_rule AS rule
        ON contains(folded.words, rule.phrase)
        AND contains(folded.words, rule.also)
        AND rule.attribute IN ('seniority', 'function', 'own_rank')
    GROUP BY folded.title
),

reading AS (
    SELECT
        title,
        CASE
            WHEN leading_role IN ('manager', 'individual') AND NOT has_own_rank THEN leading_role
            ELSE coalesce(seniority, 'individual')
        END AS seniority,
        coalesce(function, 'other') AS function
    FROM phrase
),

correction AS (
    SELECT
        contact_key,
        max(value) FILTER (WHERE field = 'seniority') AS seniority,
        max(value) FILTER (WHERE field = 'function') AS function,
        max(value) FILTER (WHERE field = 'role') AS role,
        max(value) FILTER (WHERE field = 'is_primary_sponsor') = 'true' AS is_marked_primary,
        max(value) FILTER (WHERE field = 'status') AS status
    FROM ops.contact_override
    WHERE set_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY contact_key
),

profile AS (
    SELECT
        contact.*,
        coalesce(correction.seniority, reading.seniority) AS seniority,
        coalesce(correction.function, reading.function) AS function,
        coalesce(correction.role, contact.role) AS corrected_role,
        coalesce(correction.is_marked_primary, contact.is_primary_sponsor, FALSE) AS is_marked_primary,
        coalesce(
            correction.status,
            CASE WHEN contact.status = 'left' AND coalesce(contact.left_on <= CAST($as_of AS DATE), TRUE) THEN 'left' END,
            'active'
        ) AS status_then
    FROM contact
    LEFT JOIN reading ON reading.title = contact.title
    LEFT JOIN correction ON correction.contact_key = contact.contact_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key, contact_key, full_name, title, email, phone, country, seniority, function,
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
