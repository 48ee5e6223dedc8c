-- rule: show_outcome
-- group: short_term
-- order: 28
-- title: Show {person} what {metric} has reached
-- wording: {value} on {measured_on}; the result they can take to their board.
-- says: person person; metric product; value count @unit; measured_on date
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
    row_number() OVER (ORDER BY latest.measured_on DESC, latest.metric) AS place,
    sponsor.person,
    latest.metric,
    latest.metric AS label,
    latest.value,
    coalesce(latest.unit, '') AS unit,
    latest.measured_on,
    ['crm.outcome_metric/' || latest.outcome_key] AS evidence
FROM latest
JOIN account ON TRUE
JOIN sponsor ON TRUE
WHERE
    latest.baseline <> latest.target
    AND (latest.value - latest.target) * sign(latest.target - latest.baseline) >= 0
ORDER BY latest.measured_on DESC, latest.metric
LIMIT 1
