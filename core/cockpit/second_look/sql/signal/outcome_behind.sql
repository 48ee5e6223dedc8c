-- grain: one row a green account with an outcome metric whose newest value is far from its target
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
newest AS (
    SELECT
        outcome.account_key,
        outcome.metric,
        arg_max(outcome.outcome_key, outcome.measured_on) AS outcome_key,
        arg_max(outcome.value, outcome.measured_on) AS value,
        arg_max(outcome.baseline, outcome.measured_on) AS baseline,
        arg_max(outcome.target, outcome.measured_on) AS target
    FROM crm.outcome_metric AS outcome
    JOIN account ON account.account_key = outcome.account_key
    WHERE account.is_green AND outcome.measured_on BETWEEN $as_of - 180 AND $as_of
    GROUP BY outcome.account_key, outcome.metric
),

behind AS (
    SELECT newest.*, 100 * (newest.value - newest.baseline) / nullif(newest.target - newest.baseline, 0) AS way_pct
    FROM newest
    JOIN account ON account.account_key = newest.account_key
    WHERE 100 * (newest.value - newest.baseline) / nullif(newest.target - newest.baseline, 0) < account.behind_pct / 2
)

SELECT
    account_key,
    string_agg(
        metric || CASE WHEN way_pct <= 0 THEN ' is no nearer to its target than at the start'
            ELSE ' is ' || CAST(floor(way_pct) AS BIGINT) || '% of the way to its target' END,
        '; ' ORDER BY metric
    ) || '.' AS says,
    list('crm.outcome_metric/' || outcome_key ORDER BY metric) AS evidence
FROM behind
GROUP BY account_key
