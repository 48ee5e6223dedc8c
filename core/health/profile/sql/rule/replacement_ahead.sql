-- grain: one row an account and application that is on its way out and that an integration of ours reaches
-- subject: the application; detail: the integration
-- prelude: yes
-- parameters: those of the prelude
WITH
leaving AS (
    SELECT DISTINCT system.account_key, system.environment_key
    FROM system
    JOIN ops.phrase_rule AS rule ON contains(system.note_words, rule.phrase)
    WHERE rule.attribute = 'system_leaving'
)

SELECT
    'replacement_ahead' AS rule,
    system.account_key,
    system.application AS subject,
    reached.integration AS detail,
    1 AS amount,
    CAST(NULL AS DATE) AS since_on,
    CAST(NULL AS DATE) AS due_on,
    ['crm.environment/' || system.environment_key, 'crm.heartbeat/' || reached.heartbeat_key] AS evidence
FROM leaving
JOIN system ON system.account_key = leaving.account_key AND system.environment_key = leaving.environment_key
JOIN reached ON reached.account_key = leaving.account_key AND reached.environment_key = leaving.environment_key
