-- The data version of the last import or undo and when it was; and the version that the last run had seen.
SELECT
    coalesce((SELECT data_version FROM ops.table_version WHERE table_name = 'crm.import_batch'), 0) AS present,
    (SELECT max(greatest(imported_at, coalesce(undone_at, imported_at))) FROM crm.import_batch) AS last_at,
    coalesce(
        (
            SELECT CAST(json_extract(run.parameters, '$.imports_seen') AS BIGINT)
            FROM ops.match_run AS run
            WHERE run.entity = $entity
            ORDER BY run.run_id DESC
            LIMIT 1
        ),
        0
    ) AS seen
