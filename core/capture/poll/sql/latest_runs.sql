-- The latest polls of each source, the newest first, and what became of their imports.
SELECT
    run.run_id,
    run.source,
    run.started_at,
    run.finished_at,
    run.status,
    run.is_full,
    run.since,
    run.import_id,
    run.tickets,
    run.events,
    run.requests,
    run.retries,
    run.polled_by,
    run.problem,
    coalesce(batch.accepted, 0) AS accepted,
    coalesce(batch.refused, 0) AS refused,
    coalesce(batch.changed, 0) AS changed,
    coalesce(batch.is_undone, FALSE) AS is_undone
FROM ops.poll_run AS run
LEFT JOIN (
    SELECT
        import_id,
        sum(accepted_rows) AS accepted,
        sum(refused_rows) AS refused,
        sum(new_rows) + sum(changed_rows) AS changed,
        bool_or(undone_at IS NOT NULL) AS is_undone
    FROM crm.import_batch
    GROUP BY import_id
) AS batch
    ON batch.import_id = run.import_id
QUALIFY row_number() OVER (PARTITION BY run.source ORDER BY run.run_id DESC) <= $limit
ORDER BY run.run_id DESC
