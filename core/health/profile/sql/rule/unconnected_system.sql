-- grain: one row an account and application of theirs that no integration of ours reaches and that they speak of
-- subject: the application; detail: its category; amount: messages that name it; since_on: the first of them
-- prelude: yes
-- parameters: those of the prelude
WITH
named AS (
    SELECT
        system.account_key,
        system.environment_key,
        count(*) AS messages,
        min(message.at) AS first_at,
        list(message.reference ORDER BY message.at DESC, message.reference) AS evidence
    FROM system
    JOIN message
        ON message.account_key = system.account_key
        AND (
            contains(message.cased, system.name_cased)
            OR (contains(trim(system.name_words), ' ') AND contains(message.words, system.name_words))
        )
    GROUP BY system.account_key, system.environment_key
)

SELECT
    'unconnected_system' AS rule,
    system.account_key,
    system.application AS subject,
    coalesce(system.category, '') AS detail,
    named.messages AS amount,
    CAST(named.first_at AS DATE) AS since_on,
    CAST(NULL AS DATE) AS due_on,
    list_concat(['crm.environment/' || system.environment_key], named.evidence) AS evidence
FROM system
JOIN named ON named.account_key = system.account_key AND named.environment_key = system.environment_key
LEFT JOIN reached ON reached.account_key = system.account_key AND reached.environment_key = system.environment_key
WHERE reached.environment_key IS NULL
