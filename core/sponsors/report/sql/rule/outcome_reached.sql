-- rule: outcome_reached
-- group: strength
-- order: 60
-- title: {metric} delivers
-- wording: {value} measured on {measured_on}; the target is {target}.
-- says: metric product; value count @unit; target count @unit; measured_on date
-- prelude: yes
-- parameters: account_key, as_of
WITH
latest AS (
    SELECT *
    FROM crm.outcome_metric
    WHERE account_key = $account_key AND measured_on <= CAST($as_of AS DATE)
    QUALIFY row_number() OVER (PARTITION BY metric ORDER BY measured_on DESC, outcome_key) = 1
)

SELECT
    row_number() OVER (ORDER BY latest.metric) AS place,
    latest.metric,
    latest.metric AS label,
    latest.value,
    latest.target,
    coalesce(latest.unit, '') AS unit,
    latest.measured_on,
    ['crm.outcome_metric/' || latest.outcome_key] AS evidence
FROM latest
JOIN account ON TRUE
WHERE
    latest.baseline <> latest.target
    AND (latest.value - latest.target) * sign(latest.target - latest.baseline) >= 0
