-- grain: one row a measurement of an outcome metric of the account up to the date, the newest of a metric first
-- value, baseline, target: in unit
-- parameters: account_key, as_of
SELECT outcome_key, metric, value, unit, baseline, target, measured_on
FROM crm.outcome_metric
WHERE account_key = $account_key::UBIGINT AND measured_on <= $as_of AND value IS NOT NULL AND metric IS NOT NULL
ORDER BY metric, measured_on DESC, source_id DESC
