-- grain: one row a planned item that something of the account speaks for, or that somebody remarked on
-- reasons: used (they use the feature), named (messages name it), goal (an initiative names it), system (the item
--   names an application or integration of theirs)
-- messages: messages that name the feature
-- prelude: yes
-- parameters: those of the prelude
WITH
item AS (
    SELECT
        roadmap_item_key, feature, title, planned_on, status,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS words,
        ' ' || nullif(trim(regexp_replace(strip_accents(feature), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS cased,
        ' ' || trim(regexp_replace(lower(strip_accents(concat_ws(' ', title, description))), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS told
    FROM crm.roadmap_item
    WHERE
        title IS NOT NULL
        AND coalesce(planned_on > CAST($as_of AS DATE), TRUE)
        AND coalesce(lower(status), '') NOT IN ('done', 'shipped', 'released', 'cancelled', 'canceled', 'dropped', 'rejected')
),

ground AS (
    SELECT item.roadmap_item_key, 'used' AS reason, 'crm.feature_usage/' || usage.feature_usage_key AS reference, NULL AS at
    FROM item
    JOIN crm.feature_usage AS usage ON usage.feature = item.feature
    WHERE
        usage.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
        AND usage.in_use
        AND coalesce(usage.first_seen_on <= CAST($as_of AS DATE), TRUE)
    UNION ALL
    SELECT item.roadmap_item_key, 'named', message.reference, message.at
    FROM item
    JOIN message
        ON contains(message.cased, item.cased)
        OR (contains(trim(item.words), ' ') AND contains(message.words, item.words))
    UNION ALL
    SELECT item.roadmap_item_key, 'goal', 'crm.goal/' || goal.goal_key, NULL
    FROM item
    JOIN crm.goal AS goal
        ON contains(
            ' ' || trim(regexp_replace(lower(strip_accents(concat_ws(' ', goal.our_initiative, goal.their_priority))), '[^\p{L}\p{N}]+', ' ', 'g'))
            || ' ', item.words
        )
    WHERE goal.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
    UNION ALL
    SELECT item.roadmap_item_key, 'system', 'crm.environment/' || system.environment_key, NULL
    FROM item
    JOIN system ON contains(item.told, system.name_words)
    UNION ALL
    SELECT item.roadmap_item_key, 'system', 'crm.heartbeat/' || integration.heartbeat_key, NULL
    FROM item
    JOIN integration ON contains(item.told, replace(replace(integration.words, ' ^ ', ' '), ' $ ', ' '))
),

grounds AS (
    SELECT
        roadmap_item_key,
        list_sort(list(DISTINCT reason)) AS reasons,
        count(*) FILTER (WHERE reason = 'named') AS messages,
        list(reference ORDER BY ground.reason = 'named', ground.at DESC, ground.reference) AS evidence
    FROM ground
    GROUP BY roadmap_item_key
)

SELECT
    'crm.roadmap_item/' || item.roadmap_item_key AS reference,
    item.title,
    item.feature,
    item.planned_on,
    item.status,
    coalesce(grounds.reasons, []) AS reasons,
    coalesce(grounds.messages, 0) AS messages,
    list_concat(['crm.roadmap_item/' || item.roadmap_item_key], coalesce(grounds.evidence, [])) AS evidence
FROM item
LEFT JOIN grounds ON grounds.roadmap_item_key = item.roadmap_item_key
ORDER BY len(reasons) DESC, item.planned_on NULLS LAST, item.title
