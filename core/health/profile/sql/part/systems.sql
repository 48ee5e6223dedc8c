-- grain: one row an application the customer runs beside ours
-- integration: the one of ours that reaches systems of its kind; messages: those that name it
-- prelude: yes
-- parameters: those of the prelude
WITH
named AS (
    SELECT system.environment_key, list(message.reference ORDER BY message.at DESC, message.reference) AS messages
    FROM system
    JOIN message
        ON message.account_key = system.account_key
        AND (
            contains(message.cased, system.name_cased)
            OR (contains(trim(system.name_words), ' ') AND contains(message.words, system.name_words))
        )
    GROUP BY system.environment_key
),

leaving AS (
    SELECT DISTINCT system.environment_key
    FROM system
    JOIN ops.phrase_rule AS rule ON contains(system.note_words, rule.phrase)
    WHERE rule.attribute = 'system_leaving'
)

SELECT
    system.application,
    system.category,
    nullif(system.note, '') AS note,
    reached.integration,
    system.environment_key IN (SELECT environment_key FROM leaving) AS is_leaving,
    coalesce(len(named.messages), 0) AS messages,
    list_concat(['crm.environment/' || system.environment_key], coalesce(named.messages, [])) AS evidence
FROM system
LEFT JOIN reached ON reached.environment_key = system.environment_key
LEFT JOIN named ON named.environment_key = system.environment_key
ORDER BY system.category NULLS LAST, system.application
