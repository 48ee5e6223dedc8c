-- grain: one row an outcome metric of the account: its last measurement up to the date
-- value, baseline, target: in unit
-- parameters: account_key, as_of
SELECT outcome_key, metric, value, unit, baseline, target, measured_on
FROM crm.outcome_metric
WHERE account_key = $account_key::UBIGINT AND measured_on <= $as_of AND value IS NOT NULL AND metric IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY metric ORDER BY measured_on DESC, source_id DESC) = 1
ORDER BY metric
