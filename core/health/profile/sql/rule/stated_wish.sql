-- grain: one row an account, rule and theme on which somebody wrote that they built, would test or need something
-- rule: built_their_own, offers_to_test or asks_for_connection, by the phrases of data/codevelopment.toml
-- subject: the application, planned or used feature, or component they wrote about; detail: words found
-- amount: messages; since_on: the first of them
-- prelude: yes
-- parameters: those of the prelude
WITH
wish AS (
    SELECT
        CASE rule.value WHEN 'built' THEN 'built_their_own' WHEN 'offers' THEN 'offers_to_test' ELSE 'asks_for_connection' END AS rule,
        message.account_key, message.reference, message.at, message.words, message.cased, message.component,
        min(trim(rule.phrase)) AS phrase
    FROM message
    JOIN ops.phrase_rule AS rule ON contains(message.words, rule.phrase)
    WHERE rule.attribute = 'codevelopment_wish'
    GROUP BY rule.value, message.account_key, message.reference, message.at, message.words, message.cased, message.component
),

feature AS (
    SELECT DISTINCT
        feature,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS words,
        ' ' || nullif(trim(regexp_replace(strip_accents(feature), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS cased
    FROM (
        SELECT feature FROM crm.roadmap_item
        UNION
        SELECT feature FROM crm.release_item
    ) AS named
    WHERE feature IS NOT NULL
),

topic AS (
    SELECT wish.reference, 1 AS place, system.application AS subject, 'crm.environment/' || system.environment_key AS named_by
    FROM wish
    JOIN system
        ON system.account_key = wish.account_key
        AND (
            contains(wish.cased, system.name_cased)
            OR (contains(trim(system.name_words), ' ') AND contains(wish.words, system.name_words))
        )
    UNION ALL
    SELECT wish.reference, 2, feature.feature, NULL
    FROM wish
    JOIN feature
        ON contains(wish.cased, feature.cased)
        OR (contains(trim(feature.words), ' ') AND contains(wish.words, feature.words))
    UNION ALL
    SELECT wish.reference, 3, wish.component, NULL
    FROM wish
    WHERE wish.component IS NOT NULL
),

chosen AS (
    SELECT reference, arg_min(subject, (place, subject)) AS subject, arg_min(coalesce(named_by, ''), (place, subject)) AS named_by
    FROM topic
    GROUP BY reference
)

SELECT
    wish.rule,
    wish.account_key,
    coalesce(chosen.subject, 'their own work') AS subject,
    string_agg(DISTINCT wish.phrase, ', ' ORDER BY wish.phrase) AS detail,
    count(*) AS amount,
    CAST(min(wish.at) AS DATE) AS since_on,
    CAST(NULL AS DATE) AS due_on,
    list_concat(
        list(wish.reference ORDER BY wish.at DESC, wish.reference),
        list_sort(list(DISTINCT chosen.named_by) FILTER (WHERE chosen.named_by <> ''))
    ) AS evidence
FROM wish
LEFT JOIN chosen ON chosen.reference = wish.reference
GROUP BY wish.rule, wish.account_key, coalesce(chosen.subject, 'their own work')
