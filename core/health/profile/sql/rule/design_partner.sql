-- grain: one row an account and planned item about a feature they use and have written about several times
-- subject: title of the item; amount: tickets about the feature; since_on: the first of them; due_on: when it is planned
-- prelude: yes
-- parameters: those of the prelude
WITH
planned AS (
    SELECT
        roadmap_item_key, feature, title, planned_on,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS words,
        ' ' || nullif(trim(regexp_replace(strip_accents(feature), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS cased
    FROM crm.roadmap_item
    WHERE
        planned_on > CAST($as_of AS DATE)
        AND feature IS NOT NULL
        AND title IS NOT NULL
        AND coalesce(lower(status), '') NOT IN ('done', 'shipped', 'released', 'cancelled', 'canceled', 'dropped', 'rejected')
),

usage AS (
    SELECT account_key, feature, min(feature_usage_key) AS feature_usage_key
    FROM crm.feature_usage
    WHERE
        in_use
        AND account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
        AND coalesce(first_seen_on <= CAST($as_of AS DATE), TRUE)
    GROUP BY account_key, feature
),

theme AS (
    SELECT
        message.account_key,
        planned.roadmap_item_key,
        count(DISTINCT message.ticket_key) AS tickets,
        min(message.at) AS first_at,
        list(message.reference ORDER BY message.at DESC, message.reference) AS evidence
    FROM planned
    JOIN usage ON usage.feature = planned.feature
    JOIN message
        ON message.account_key = usage.account_key
        AND (
            contains(message.cased, planned.cased)
            OR (contains(trim(planned.words), ' ') AND contains(message.words, planned.words))
        )
    GROUP BY message.account_key, planned.roadmap_item_key
)

SELECT
    'design_partner' AS rule,
    theme.account_key,
    planned.title AS subject,
    planned.feature AS detail,
    theme.tickets AS amount,
    CAST(theme.first_at AS DATE) AS since_on,
    planned.planned_on AS due_on,
    list_concat(
        ['crm.roadmap_item/' || planned.roadmap_item_key, 'crm.feature_usage/' || usage.feature_usage_key], theme.evidence
    ) AS evidence
FROM theme
JOIN account ON account.account_key = theme.account_key
JOIN planned ON planned.roadmap_item_key = theme.roadmap_item_key
JOIN usage ON usage.account_key = theme.account_key AND usage.feature = planned.feature
WHERE theme.tickets >= account.min_tickets
