-- The data version of the last import or undo, and the one that the last run on an entity had seen.
SELECT
    coalesce((SELECT data_version FROM ops.table_version WHERE table_name = 'crm.import_batch'), 0) AS present,
    coalesce(
        (
            SELECT CAST(json_extract(run.parameters, '$.imports_seen') AS BIGINT)
            FROM ops.match_run AS run
            WHERE run.entity = $entity
            ORDER BY run.run_id DESC
            LIMIT 1
        ),
        -1
    ) AS seen
