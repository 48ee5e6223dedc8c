-- effect: the models were run for as_of on what there was at this data version
-- parameters: models and sql_hashes, of equal length; as_of, data_version, ran_at
MERGE INTO ops.model_run AS known
USING (
    SELECT
        unnest($models::VARCHAR[]) AS model,
        unnest($sql_hashes::VARCHAR[]) AS sql_hash,
        $as_of::DATE AS as_of
) AS run USING (model, as_of)
WHEN MATCHED THEN UPDATE SET data_version = $data_version, sql_hash = run.sql_hash, ran_at = $ran_at
WHEN NOT MATCHED THEN INSERT VALUES (run.model, run.as_of, $data_version, run.sql_hash, $ran_at)
