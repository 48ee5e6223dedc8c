-- grain: one row an integration of the account
-- hours_silent: hours from the last heartbeat to the end of as_of
-- series: API calls of each of days; empty on a day without a heartbeat
-- parameters: account_key, as_of, series_days
WITH
beat AS (
    SELECT heartbeat_key, integration, seen_at, api_calls
    FROM crm.heartbeat
    WHERE account_key = $account_key::UBIGINT AND seen_at < $as_of + INTERVAL 1 DAY
),

latest AS (
    SELECT
        integration,
        max(seen_at) AS last_seen_at,
        arg_max(api_calls, seen_at) AS api_calls,
        arg_max(heartbeat_key, seen_at) AS heartbeat_key,
        count(*) AS reports
    FROM beat
    GROUP BY integration
),

day AS (
    SELECT unnest(range($series_days::BIGINT)) AS back, ($as_of - back::INTEGER)::DATE AS on_day
),

calls AS (
    SELECT integration, seen_at::DATE AS on_day, sum(api_calls)::BIGINT AS api_calls
    FROM beat
    WHERE seen_at >= $as_of - $series_days::INTEGER
    GROUP BY integration, on_day
),

series AS (
    SELECT
        latest.integration,
        list(day.on_day ORDER BY day.on_day) AS days,
        list(calls.api_calls ORDER BY day.on_day) AS series
    FROM latest
    CROSS JOIN day
    LEFT JOIN calls ON calls.integration = latest.integration AND calls.on_day = day.on_day
    GROUP BY latest.integration
)

SELECT
    latest.integration,
    latest.last_seen_at,
    round(date_diff('minute', latest.last_seen_at, $as_of + INTERVAL 1 DAY) / 60.0, 1) AS hours_silent,
    latest.api_calls,
    latest.reports,
    series.days,
    series.series,
    'crm.heartbeat/' || latest.heartbeat_key AS evidence
FROM latest
JOIN series ON series.integration = latest.integration
ORDER BY latest.last_seen_at, latest.integration
