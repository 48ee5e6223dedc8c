-- Up to when a source has been read. A poll whose import was undone counts as not made, until a later
-- one has read as far back.
WITH
run AS (
    SELECT
        run_id,
        since,
        read_until,
        import_id IN (
            SELECT import_id
            FROM crm.import_batch
            WHERE undone_at IS NOT NULL
        ) AS is_undone
    FROM ops.poll_run
    WHERE source = $source AND scope = $scope AND status = 'done'
),

lost AS (
    SELECT run_id, since
    FROM run
    WHERE
        is_undone
        AND NOT EXISTS (
            SELECT 1
            FROM run AS later
            WHERE
                later.run_id > run.run_id
                AND NOT coalesce(later.is_undone, FALSE)
                AND (later.since IS NULL OR later.since <= run.since)
        )
)

SELECT
    CASE
        WHEN (SELECT count(*) FROM lost) = 0
            THEN (SELECT arg_max(read_until, run_id) FROM run)
        WHEN (SELECT count(*) FROM lost WHERE since IS NULL) = 0
            THEN (SELECT min(since) FROM lost)
    END AS read_until
