-- grain: one row an account and integration that ever reported
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- integration: name of the integration
-- last_seen_at: newest report, UTC
-- silence_hours: hours from then to the end of the date
-- api_calls: API calls of the newest report that gives them
-- median_api_calls: median of the reports in heartbeat_trailing_days before that one; empty when fewer
--   than heartbeat_trailing_reports
-- drop_pct: fall of api_calls below the median, percent; negative when they rose
-- is_dropped: fell more than heartbeat_drop_pct
-- share: share of the points left, 0 to 1
-- evidence_keys: the reports used: the newest one, and the newest with API calls
-- source: domain definition, technical health; calls that fell count half
WITH account AS (
    SELECT
        scope.account_key,
        max(policy.value) FILTER (WHERE policy.name = 'heartbeat_warn_hours') AS warn_hours,
        max(policy.value) FILTER (WHERE policy.name = 'heartbeat_max_hours') AS max_hours,
        max(policy.value) FILTER (WHERE policy.name = 'heartbeat_drop_pct') AS drop_limit_pct,
        max(policy.value) FILTER (WHERE policy.name = 'heartbeat_trailing_days') AS trailing_days,
        max(policy.value) FILTER (WHERE policy.name = 'heartbeat_trailing_reports') AS trailing_reports
    FROM mart.account_scope AS scope
    JOIN ops.policy AS policy ON policy.tier = scope.tier
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
    GROUP BY scope.account_key
),

report AS (
    SELECT account_key, integration, heartbeat_key, seen_at, api_calls
    FROM crm.heartbeat
    WHERE
        account_key IS NOT NULL
        AND ($account_key IS NULL OR account_key = $account_key)
        AND seen_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

latest AS (
    SELECT
        account_key,
        integration,
        max(seen_at) AS last_seen_at,
        arg_max(heartbeat_key, (seen_at, heartbeat_key)) AS last_key,
        max(seen_at) FILTER (WHERE api_calls IS NOT NULL) AS counted_at,
        arg_max(heartbeat_key, (seen_at, heartbeat_key)) FILTER (WHERE api_calls IS NOT NULL) AS counted_key,
        arg_max(api_calls, (seen_at, heartbeat_key)) FILTER (WHERE api_calls IS NOT NULL) AS api_calls
    FROM report
    GROUP BY account_key, integration
),

usual AS (
    SELECT
        report.account_key,
        report.integration,
        CASE WHEN count(*) >= min(account.trailing_reports) THEN median(report.api_calls) END AS median_api_calls
    FROM report
    JOIN latest ON latest.account_key = report.account_key AND latest.integration = report.integration
    JOIN account ON account.account_key = report.account_key
    WHERE
        report.api_calls IS NOT NULL
        AND report.heartbeat_key <> latest.counted_key
        AND report.seen_at >= latest.counted_at - to_days(CAST(account.trailing_days AS INTEGER))
    GROUP BY report.account_key, report.integration
),

measured AS (
    SELECT
        latest.*,
        account.* EXCLUDE (account_key),
        usual.median_api_calls,
        date_diff('second', latest.last_seen_at, CAST($as_of AS DATE) + INTERVAL 1 DAY) / 3600.0 AS silence_hours,
        100 * (1 - latest.api_calls / nullif(usual.median_api_calls, 0)) AS drop_pct
    FROM latest
    JOIN account ON account.account_key = latest.account_key
    LEFT JOIN usual
        ON usual.account_key = latest.account_key AND usual.integration = latest.integration
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    integration,
    last_seen_at,
    silence_hours,
    api_calls,
    median_api_calls,
    drop_pct,
    coalesce(drop_pct > drop_limit_pct, FALSE) AS is_dropped,
    greatest(0, least(1, (max_hours - silence_hours) / (max_hours - warn_hours)))
    * CASE WHEN drop_pct > drop_limit_pct THEN 0.5 ELSE 1 END AS share,
    list_distinct([last_key, coalesce(counted_key, last_key)]) AS evidence_keys
FROM measured
