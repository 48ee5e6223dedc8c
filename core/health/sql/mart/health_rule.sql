-- grain: one row an account and rule
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- rule: aged_critical_tickets, too_many_open_tickets or silent_integration
-- value: what is compared, in unit; empty when the measure is missing or there is nothing to compare
-- threshold: limit that trips the rule when exceeded, in unit
-- unit: unit of value and threshold
-- tripped: value is over the threshold
-- at_double: value is at rule_double_multiple times the threshold or more
-- note: what tripped the rule, in words
-- evidence: rows that tripped it, as table/key
-- source: technical account manager, at-risk rules
WITH measured AS (
    SELECT measure.*, policy.* EXCLUDE (as_of, account_key, tier)
    FROM mart.health_measure AS measure
    JOIN mart.tier_policy AS policy ON policy.tier = measure.tier AND policy.as_of = measure.as_of
    WHERE measure.as_of = $as_of AND ($account_key IS NULL OR measure.account_key = $account_key)
),

rule AS (
    SELECT
        account_key,
        'aged_critical_tickets' AS rule,
        CASE WHEN has_tickets THEN aged_days END AS value,
        coalesce(aged_limit_days, p1_max_age_days) AS threshold,
        'days' AS unit,
        rule_double_multiple,
        CASE len(aged_keys)
            WHEN 1 THEN '1 critical ticket older than its limit.'
            ELSE len(aged_keys) || ' critical tickets older than their limit.'
        END AS note,
        aged_keys AS evidence_keys
    FROM measured
    UNION ALL
    SELECT
        account_key,
        'too_many_open_tickets',
        CASE WHEN has_tickets THEN open_tickets END,
        open_tickets_max,
        'tickets',
        rule_double_multiple,
        open_tickets || CASE open_tickets WHEN 1 THEN ' ticket open.' ELSE ' tickets open.' END,
        open_keys
    FROM measured
    UNION ALL
    SELECT
        account_key,
        'silent_integration',
        silence_hours,
        heartbeat_max_hours,
        'hours',
        rule_double_multiple,
        silent_integration || ' silent for ' || CAST(round(silence_hours) AS BIGINT) || ' hours.',
        silent_keys
    FROM measured
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    rule,
    CAST(value AS DOUBLE) AS value,
    CAST(threshold AS DOUBLE) AS threshold,
    unit,
    coalesce(value > threshold, FALSE) AS tripped,
    coalesce(value > threshold AND value >= rule_double_multiple * threshold, FALSE) AS at_double,
    CASE WHEN value > threshold THEN note ELSE '' END AS note,
    CASE
        WHEN coalesce(value <= threshold, TRUE) THEN []
        WHEN rule = 'silent_integration' THEN [('crm.heartbeat/' || key) FOR key IN evidence_keys]
        ELSE [('crm.ticket/' || key) FOR key IN evidence_keys]
    END AS evidence
FROM rule
