-- rule: outcome_behind
-- group: concern
-- order: 70
-- title: {metric} is behind
-- wording: {value} on {measured_on}; {progress} of the way from {baseline} to the target of {target}.
-- says: metric product; value count @unit; baseline count; target count @unit; progress percent; measured_on date
-- policy: outcome_behind_pct
-- prelude: yes
-- parameters: account_key, as_of
WITH
latest AS (
    SELECT *
    FROM crm.outcome_metric
    WHERE account_key = $account_key AND measured_on <= CAST($as_of AS DATE)
    QUALIFY row_number() OVER (PARTITION BY metric ORDER BY measured_on DESC, outcome_key) = 1
),

way AS (
    SELECT *, 100 * (value - baseline) / (target - baseline) AS progress
    FROM latest
    WHERE baseline <> target
)

SELECT
    row_number() OVER (ORDER BY way.progress, way.metric) AS place,
    way.metric,
    way.metric AS label,
    way.value,
    way.baseline,
    way.target,
    coalesce(way.unit, '') AS unit,
    greatest(0, way.progress) AS progress,
    way.measured_on,
    ['crm.outcome_metric/' || way.outcome_key] AS evidence
FROM way
JOIN account ON TRUE
WHERE way.progress < (SELECT value FROM threshold WHERE name = 'outcome_behind_pct')
