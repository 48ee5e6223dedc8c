-- grain: one row a model and date of $days for which it was run
-- parameters: days
SELECT as_of, model, data_version, sql_hash
FROM ops.model_run
WHERE list_contains($days::DATE[], as_of)
