-- grain: one row a contact of the account at the date, whoever has left included
-- override_*: a correction made here, in force at the date
-- first_*: a first assessment made here, in force at the date
-- assessed: level a representative set in the source, as it was at the date; titled: level the title suggests
-- parameters: account_key, contact_key (empty for everybody), as_of
-- source: rule table data/maturity.toml
WITH correction AS (
    SELECT contact_key, field, value, reason, set_by, set_at
    FROM ops.contact_override
    WHERE field IN ('technical_maturity', 'first_maturity') AND set_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

former AS (
    SELECT
        coalesce(member.cluster_key, event.entity_key) AS contact_key,
        arg_min(event.from_value, (event.observed_at, event.batch_id)) AS level
    FROM crm.change_event AS event
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = event.entity_key
    LEFT JOIN ops.golden_value AS chosen
        ON chosen.entity = 'contact' AND chosen.cluster_key = member.cluster_key AND chosen.field = event.field
    WHERE
        event.entity = 'contact'
        AND event.field = 'technical_maturity'
        AND event.account_key = $account_key::UBIGINT
        AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND coalesce(chosen.member_key = event.entity_key, TRUE)
    GROUP BY ALL
),

person AS (
    SELECT
        *,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(title)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS words
    FROM mart.contact_profile
    WHERE
        as_of = $as_of
        AND account_key = $account_key::UBIGINT
        AND ($contact_key IS NULL OR contact_key = $contact_key::UBIGINT)
),

titled AS (
    SELECT person.contact_key, arg_min(rule.value, rule.position) AS level
    FROM person
    JOIN ops.phrase_rule AS rule ON rule.attribute = 'maturity_title' AND contains(person.words, rule.phrase)
    GROUP BY person.contact_key
)

SELECT
    person.contact_key,
    person.source_id AS contact_id,
    person.full_name,
    person.title,
    person.role,
    person.seniority,
    person.function,
    person.status,
    person.is_executive,
    correction.value AS override_level,
    correction.reason AS override_reason,
    correction.set_by AS override_by,
    correction.set_at AS override_at,
    own.value AS first_level,
    own.reason AS first_reason,
    own.set_by AS first_by,
    own.set_at AS first_at,
    lower(coalesce(former.level, contact.technical_maturity)) AS assessed,
    titled.level AS titled
FROM person
JOIN ops.golden_contact AS contact
    ON contact.contact_key = person.contact_key AND contact.account_key = $account_key::UBIGINT
LEFT JOIN correction
    ON correction.contact_key = person.contact_key AND correction.field = 'technical_maturity'
LEFT JOIN correction AS own ON own.contact_key = person.contact_key AND own.field = 'first_maturity'
LEFT JOIN former ON former.contact_key = person.contact_key
LEFT JOIN titled ON titled.contact_key = person.contact_key
ORDER BY person.status, person.is_executive DESC, person.full_name, person.contact_key
