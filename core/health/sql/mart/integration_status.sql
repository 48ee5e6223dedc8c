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
-- evidence_keys: the reports used: the newest one first, then the newest with API calls where that is another
-- source: domain definition, technical health; calls that fell count half
WITH report AS (
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
        max(seen_at) FILTER (WHERE api_calls IS NOT NULL) AS counted_at
    FROM report
    GROUP BY account_key, integration
),

usual AS (
    SELECT
        report.account_key,
        report.integration,
        max(report.heartbeat_key) FILTER (WHERE report.seen_at = latest.last_seen_at) AS last_key,
        max(report.heartbeat_key) FILTER (WHERE report.seen_at = latest.counted_at AND report.api_calls IS NOT NULL)
            AS counted_key,
        min(report.api_calls) FILTER (WHERE report.seen_at = latest.counted_at) AS api_calls,
        median(report.api_calls) FILTER (WHERE report.seen_at < latest.counted_at) AS median_api_calls,
        count(report.api_calls) FILTER (WHERE report.seen_at < latest.counted_at) AS reports
    FROM report
    JOIN latest ON latest.account_key = report.account_key AND latest.integration = report.integration
    JOIN mart.account_scope AS scope ON scope.account_key = report.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE
        ($account_key IS NULL OR scope.account_key = $account_key)
        AND (
            report.seen_at = latest.last_seen_at
            OR report.seen_at >= latest.counted_at - to_days(CAST(policy.heartbeat_trailing_days AS INTEGER))
        )
    GROUP BY report.account_key, report.integration
),

measured AS (
    SELECT
        latest.*,
        usual.* EXCLUDE (account_key, integration, median_api_calls),
        policy.heartbeat_warn_hours,
        policy.heartbeat_max_hours,
        policy.heartbeat_drop_pct,
        CASE WHEN usual.reports >= policy.heartbeat_trailing_reports THEN usual.median_api_calls END AS median_api_calls,
        date_diff('second', latest.last_seen_at, CAST($as_of AS DATE) + INTERVAL 1 DAY) / 3600.0 AS silence_hours
    FROM latest
    JOIN usual ON usual.account_key = latest.account_key AND usual.integration = latest.integration
    JOIN mart.account_scope AS scope ON scope.account_key = latest.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE $account_key IS NULL OR scope.account_key = $account_key
),

compared AS (
    SELECT
        *,
        100 * (1 - api_calls / nullif(median_api_calls, 0)) AS drop_pct,
        greatest(
            0, least(1, (heartbeat_max_hours - silence_hours) / (heartbeat_max_hours - heartbeat_warn_hours))
        ) AS share_by_silence
    FROM measured
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
    coalesce(drop_pct > heartbeat_drop_pct, FALSE) AS is_dropped,
    share_by_silence * CASE WHEN drop_pct > heartbeat_drop_pct THEN 0.5 ELSE 1 END AS share,
    CASE WHEN counted_key <> last_key THEN [last_key, counted_key] ELSE [last_key] END AS evidence_keys
FROM compared
