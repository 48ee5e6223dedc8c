-- grain: one row a contact placed on an account and known at the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the contact
-- title: job title at the date, as the source gave it
-- role: role on the account at the date, as the source gave it
-- seniority: c_level, vp, director, manager or individual, read from the title; empty without one
-- function: function read from the title, e.g. finance; empty without one
-- source: titles are read by ops.phrase_rule (data/titles.toml), the part before a comma, bracket, dash or
--   preposition first: a manager's or individual's role there decides; a title or role that a later
--   export changed is the one before; of a person with several records, in the record it is taken from
WITH former AS (
    SELECT
        coalesce(member.cluster_key, event.entity_key) AS contact_key,
        arg_min(event.from_value, (event.observed_at, event.batch_id)) FILTER (WHERE event.field = 'title') AS title,
        arg_min(event.from_value, (event.observed_at, event.batch_id)) FILTER (WHERE event.field = 'role') AS role
    FROM crm.change_event AS event
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = event.entity_key
    LEFT JOIN ops.golden_value AS chosen
        ON chosen.entity = 'contact' AND chosen.cluster_key = member.cluster_key AND chosen.field = event.field
    WHERE
        event.entity = 'contact'
        AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND ($account_key IS NULL OR event.account_key = $account_key)
        AND coalesce(chosen.member_key = event.entity_key, TRUE)
    GROUP BY ALL
),

contact AS (
    SELECT
        contact.account_key,
        contact.contact_key,
        coalesce(former.title, contact.title) AS title,
        coalesce(former.role, contact.role) AS role
    FROM ops.golden_contact AS contact
    LEFT JOIN former ON former.contact_key = contact.contact_key
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
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    contact.account_key,
    contact.contact_key,
    contact.title,
    contact.role,
    CASE
        WHEN phrase.leading_role IN ('manager', 'individual') AND NOT phrase.has_own_rank THEN phrase.leading_role
        WHEN phrase.title IS NOT NULL THEN coalesce(phrase.seniority, 'individual')
    END AS seniority,
    CASE WHEN phrase.title IS NOT NULL THEN coalesce(phrase.function, 'other') END AS function
FROM contact
LEFT JOIN phrase ON phrase.title = contact.title
