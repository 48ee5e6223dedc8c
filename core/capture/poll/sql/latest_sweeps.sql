-- The latest sweeps of each source, the newest first, and whether what they found was undone.
SELECT
    sweep.* EXCLUDE (scope),
    coalesce(
        sweep.import_id IN (SELECT import_id FROM crm.import_batch WHERE undone_at IS NOT NULL), FALSE
    ) AS is_undone
FROM ops.poll_sweep AS sweep
QUALIFY row_number() OVER (PARTITION BY sweep.source ORDER BY sweep.sweep_id DESC) <= $limit
ORDER BY sweep.sweep_id DESC
