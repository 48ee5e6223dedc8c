-- grain: one row a green account and integration whose API calls a report fell, below what caps the score
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
report AS (
    SELECT
        beat.account_key,
        beat.integration,
        beat.heartbeat_key,
        beat.seen_at,
        beat.api_calls,
        beat.seen_at >= $as_of + INTERVAL 1 DAY - to_days(account.days // 2) AS is_late,
        account.fall_pct,
        account.days
    FROM crm.heartbeat AS beat
    JOIN account ON account.account_key = beat.account_key
    WHERE
        account.is_green
        AND beat.api_calls IS NOT NULL
        AND beat.seen_at >= $as_of + INTERVAL 1 DAY - to_days(2 * account.days)
        AND beat.seen_at < $as_of + INTERVAL 1 DAY
),

compared AS (
    SELECT
        account_key,
        integration,
        fall_pct,
        days,
        avg(api_calls) FILTER (WHERE is_late) AS late,
        avg(api_calls) FILTER (WHERE NOT is_late AND seen_at < $as_of + INTERVAL 1 DAY - to_days(days)) AS early,
        arg_max(heartbeat_key, seen_at) AS last_key,
        arg_min(heartbeat_key, seen_at) AS first_key
    FROM report
    GROUP BY account_key, integration, fall_pct, days
)

SELECT
    account_key,
    integration || ': ' || CAST(round(late) AS BIGINT) || ' API calls a report, ' || CAST(round(early) AS BIGINT)
    || ' a month before.' AS says,
    ['crm.heartbeat/' || last_key, 'crm.heartbeat/' || first_key] AS evidence
FROM compared
WHERE early > 0 AND late <= early * (1 - fall_pct / 100)
