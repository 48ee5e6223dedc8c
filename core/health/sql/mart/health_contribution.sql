-- grain: one row an account and factor
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- factor: aged_critical_tickets, open_tickets or integration_heartbeat
-- points: points left; empty when the measure is missing
-- max_points: weight of the factor, points
-- state: present, stale or missing
-- measure: measured value, in unit; empty when missing
-- unit: unit of measure and target
-- target: value up to which nothing is lost, in unit
-- note: why a measure is missing or stale and what to import; otherwise what cost points
-- evidence: rows the measure was made from, as table/key
-- source: domain definition, technical health
WITH measured AS (
    SELECT measure.*, policy.* EXCLUDE (as_of, account_key, tier)
    FROM mart.health_measure AS measure
    JOIN mart.tier_policy AS policy ON policy.tier = measure.tier AND policy.as_of = measure.as_of
    WHERE measure.as_of = $as_of AND ($account_key IS NULL OR measure.account_key = $account_key)
),

factor AS (
    SELECT
        account_key,
        'aged_critical_tickets' AS factor,
        weight_aged_critical_tickets AS max_points,
        has_tickets AS is_present,
        tickets_stale AS is_stale,
        greatest(0, least(1, (aged_zero_multiple - coalesce(aged_limits, 0)) / (aged_zero_multiple - 1))) AS share,
        coalesce(aged_days, 0) AS measure,
        'days' AS unit,
        coalesce(aged_limit_days, p1_max_age_days) AS target,
        'No tickets: import them from the ticket system.' AS absence,
        '' AS remark,
        critical_keys AS evidence_keys
    FROM measured
    UNION ALL
    SELECT
        account_key,
        'open_tickets',
        weight_open_tickets,
        has_tickets,
        tickets_stale,
        greatest(0, least(1, (open_tickets_max - open_tickets) / (open_tickets_max - open_tickets_target))),
        open_tickets,
        'tickets',
        open_tickets_target,
        'No tickets: import them from the ticket system.',
        '',
        open_keys
    FROM measured
    UNION ALL
    SELECT
        account_key,
        'integration_heartbeat',
        weight_integration_heartbeat,
        heartbeat_share IS NOT NULL,
        FALSE,
        heartbeat_share,
        silence_hours,
        'hours',
        heartbeat_warn_hours,
        'No heartbeat: import heartbeats or let the integration post them.',
        CASE
            WHEN len(dropped_integrations) > 0
                THEN 'API calls fell at ' || array_to_string(dropped_integrations, ', ') || ': points halved.'
            ELSE ''
        END,
        heartbeat_keys
    FROM measured
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    factor,
    CASE WHEN is_present THEN round(max_points * share, 6) END AS points,
    max_points,
    CASE WHEN NOT is_present THEN 'missing' WHEN is_stale THEN 'stale' ELSE 'present' END AS state,
    CASE WHEN is_present THEN CAST(measure AS DOUBLE) END AS measure,
    unit,
    CAST(target AS DOUBLE) AS target,
    CASE WHEN NOT is_present THEN absence WHEN is_stale THEN 'No newer tickets: import them.' ELSE remark END AS note,
    CASE
        WHEN NOT is_present THEN []
        WHEN factor = 'integration_heartbeat' THEN [('crm.heartbeat/' || key) FOR key IN evidence_keys]
        ELSE [('crm.ticket/' || key) FOR key IN evidence_keys]
    END AS evidence
FROM factor
