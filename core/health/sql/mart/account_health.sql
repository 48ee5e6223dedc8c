-- grain: one row an account
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- score: 0 to 100 after adjustments and cap, higher is healthier; empty when it abstains
-- uncapped_score: the same before the cap
-- cap: greatest score the tripped rules allow; empty when none tripped
-- rag: green, amber, red, or grey when the score abstains
-- coverage_pct: share of the weight that was present, percent
-- at_risk: any rule tripped
-- rules_tripped: names of the rules that tripped
-- open_tickets: tickets open at the date; empty when no tickets were imported
-- oldest_critical_days: greatest age of an open P1 or P2, days; empty without one
-- last_heartbeat_at: newest report of any integration, UTC
-- missing: what to import for a fuller score, one sentence a kind
-- source: domain definition, technical health
WITH factor AS (
    SELECT
        account_key,
        CAST(sum(CAST(points AS DECIMAL(18, 6))) AS DOUBLE) AS points,
        coalesce(sum(max_points) FILTER (WHERE state <> 'missing'), 0) AS weight_present,
        sum(max_points) AS weight,
        list_sort(list(DISTINCT note) FILTER (WHERE state = 'missing')) AS missing
    FROM mart.health_contribution
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

rule AS (
    SELECT
        account_key,
        count(*) FILTER (WHERE tripped) AS tripped,
        bool_or(at_double) AS at_double,
        list(rule ORDER BY rule) FILTER (WHERE tripped) AS rules_tripped
    FROM mart.health_rule
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

adjustment AS (
    SELECT account_key, sum(points) AS points
    FROM mart.health_adjustment
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

measured AS (
    SELECT
        measure.*,
        policy.min_coverage_pct,
        policy.rag_green_min,
        policy.rag_amber_min,
        round(100 * factor.weight_present / factor.weight, 6) AS coverage_pct,
        100 * factor.points / factor.weight_present
        + greatest(-policy.adjustment_max, least(policy.adjustment_max, coalesce(adjustment.points, 0))) AS adjusted,
        CASE
            WHEN rule.tripped > 1 OR rule.at_double THEN policy.cap_two_rules
            WHEN rule.tripped = 1 THEN policy.cap_one_rule
        END AS cap,
        rule.tripped > 0 AS at_risk,
        coalesce(rule.rules_tripped, []) AS rules_tripped,
        coalesce(factor.missing, []) AS missing
    FROM mart.health_measure AS measure
    JOIN mart.tier_policy AS policy ON policy.tier = measure.tier AND policy.as_of = measure.as_of
    JOIN factor ON factor.account_key = measure.account_key
    JOIN rule ON rule.account_key = measure.account_key
    LEFT JOIN adjustment ON adjustment.account_key = measure.account_key
    WHERE measure.as_of = $as_of AND ($account_key IS NULL OR measure.account_key = $account_key)
),

scored AS (
    SELECT
        *,
        CASE
            WHEN coverage_pct >= min_coverage_pct AND coverage_pct > 0
                THEN round(greatest(0, least(100, adjusted)), 6)
        END AS uncapped_score
    FROM measured
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    CASE WHEN uncapped_score IS NOT NULL THEN least(uncapped_score, coalesce(cap, 100)) END AS score,
    uncapped_score,
    cap,
    CASE
        WHEN uncapped_score IS NULL THEN 'grey'
        WHEN least(uncapped_score, coalesce(cap, 100)) >= rag_green_min THEN 'green'
        WHEN least(uncapped_score, coalesce(cap, 100)) >= rag_amber_min THEN 'amber'
        ELSE 'red'
    END AS rag,
    coverage_pct,
    at_risk,
    rules_tripped,
    CASE WHEN has_tickets THEN open_tickets END AS open_tickets,
    oldest_critical_days,
    last_heartbeat_at,
    missing
FROM scored
