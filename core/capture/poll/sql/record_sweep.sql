-- A sweep that has ended.
INSERT INTO ops.poll_sweep BY NAME
SELECT
    coalesce((SELECT max(sweep_id) FROM ops.poll_sweep), 0) + 1 AS sweep_id,
    $source AS source,
    $scope AS scope,
    CAST($started_at AS TIMESTAMP) AS started_at,
    CAST($finished_at AS TIMESTAMP) AS finished_at,
    $status AS status,
    $known AS known,
    $listed AS listed,
    $missing AS missing,
    $gone AS gone,
    $returned AS returned,
    CAST($import_id AS BIGINT) AS import_id,
    $requests AS requests,
    $retries AS retries,
    $swept_by AS swept_by,
    $problem AS problem
