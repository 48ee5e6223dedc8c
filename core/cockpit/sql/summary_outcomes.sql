-- grain: one row an outcome metric of the account: its last measurement up to the date
-- value, baseline, target: in unit
-- evidence: the measurement's imported row
SELECT
    metric,
    value,
    unit,
    baseline,
    target,
    measured_on,
    ['crm.outcome_metric/' || outcome_key] AS evidence
FROM crm.outcome_metric
WHERE account_key = $account_key AND measured_on <= $as_of AND value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY metric ORDER BY measured_on DESC, source_id DESC) = 1
ORDER BY metric
