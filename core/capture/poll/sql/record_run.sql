-- A poll that has ended.
INSERT INTO ops.poll_run BY NAME
SELECT
    coalesce((SELECT max(run_id) FROM ops.poll_run), 0) + 1 AS run_id,
    $source AS source,
    $scope AS scope,
    CAST($started_at AS TIMESTAMP) AS started_at,
    CAST($finished_at AS TIMESTAMP) AS finished_at,
    $status AS status,
    $is_full AS is_full,
    CAST($since AS TIMESTAMP) AS since,
    CAST($read_until AS TIMESTAMP) AS read_until,
    CAST($import_id AS BIGINT) AS import_id,
    $tickets AS tickets,
    $events AS events,
    $requests AS requests,
    $retries AS retries,
    $polled_by AS polled_by,
    $problem AS problem
