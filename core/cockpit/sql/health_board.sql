-- grain: one row a filtered account of the page asked for; total counts all of them
-- points columns: of 40, 30 and 30; empty when the measure is missing
-- critical_series, open_series: open tickets at the end of each of the last series_days days
-- api_call_series: API calls of each day; empty on a day without a heartbeat
-- parameters: those of filtered_account, series_days, sort, descending, limit, offset
WITH
ranked AS (
    SELECT
        *,
        CASE WHEN $sort = 'name' THEN lower(name) END AS text_rank,
        CASE $sort
            WHEN 'score' THEN health_score
            WHEN 'rag' THEN list_position(['red', 'amber', 'green', 'grey'], rag)
            WHEN 'tier' THEN list_position(['enterprise', 'mid_market', 'smb'], tier)
            WHEN 'arr' THEN arr_amount::DOUBLE
            WHEN 'renewal' THEN epoch(renewal_on)
        END AS number_rank
    FROM filtered_account
),

page AS (
    SELECT
        *,
        (SELECT count(*) FROM ranked) AS total,
        row_number() OVER (
            ORDER BY
                CASE WHEN NOT $descending THEN text_rank END ASC NULLS LAST,
                CASE WHEN $descending THEN text_rank END DESC NULLS LAST,
                CASE WHEN $descending THEN -number_rank ELSE number_rank END ASC NULLS LAST,
                lower(name), account_key
        ) AS place
    FROM ranked
    ORDER BY place
    LIMIT $limit OFFSET $offset
),

day AS (
    SELECT unnest(range($series_days::BIGINT)) AS back, ($as_of - back::INTEGER)::DATE AS on_day
),

ticket AS (
    SELECT
        ticket.account_key, ticket.priority IN ('P1', 'P2') AS is_critical, ticket.opened_at,
        least(ticket.resolved_at, gone.gone_at) AS resolved_at
    FROM crm.ticket AS ticket
    LEFT JOIN mart.gone_ticket AS gone ON gone.ticket_key = ticket.ticket_key AND gone.as_of = $as_of
    WHERE
        ticket.account_key IN (SELECT account_key FROM page)
        AND ticket.opened_at < $as_of + INTERVAL 1 DAY
        AND (ticket.resolved_at IS NOT NULL OR ticket.status NOT IN ('solved', 'closed'))
),

open_ticket AS (
    SELECT page.account_key, day.on_day, count(ticket.opened_at) AS open_count,
        count(*) FILTER (ticket.is_critical) AS critical_count
    FROM page
    CROSS JOIN day
    LEFT JOIN ticket
        ON
            ticket.account_key = page.account_key
            AND ticket.opened_at < day.on_day + INTERVAL 1 DAY
            AND (ticket.resolved_at IS NULL OR ticket.resolved_at >= day.on_day + INTERVAL 1 DAY)
    GROUP BY page.account_key, day.on_day
),

ticket_series AS (
    SELECT
        account_key,
        list(open_count ORDER BY on_day) AS open_series,
        list(critical_count ORDER BY on_day) AS critical_series,
        arg_max(critical_count, on_day) AS open_critical
    FROM open_ticket
    GROUP BY account_key
),

calls AS (
    SELECT account_key, seen_at::DATE AS on_day, sum(api_calls)::BIGINT AS api_calls
    FROM crm.heartbeat
    WHERE
        account_key IN (SELECT account_key FROM page)
        AND seen_at >= $as_of - $series_days::INTEGER
        AND seen_at < $as_of + INTERVAL 1 DAY
    GROUP BY account_key, on_day
),

call_series AS (
    SELECT page.account_key, list(calls.api_calls ORDER BY day.on_day) AS api_call_series
    FROM page
    CROSS JOIN day
    LEFT JOIN calls ON calls.account_key = page.account_key AND calls.on_day = day.on_day
    GROUP BY page.account_key
),

points AS (
    SELECT
        account_key,
        any_value(points) FILTER (factor = 'aged_critical_tickets') AS aged_critical_points,
        any_value(points) FILTER (factor = 'open_tickets') AS open_tickets_points,
        any_value(points) FILTER (factor = 'integration_heartbeat') AS heartbeat_points
    FROM mart.health_contribution
    WHERE as_of = $as_of AND account_key IN (SELECT account_key FROM page)
    GROUP BY account_key
)

SELECT
    page.account_key, page.account_id, page.name, page.tier, page.owner_email,
    page.health_score AS score, page.rag, coalesce(page.health_coverage_pct, 0) AS coverage_pct,
    page.at_risk, page.rules_tripped, page.override_rag,
    points.aged_critical_points, points.open_tickets_points, points.heartbeat_points,
    ticket_series.open_critical, page.oldest_critical_days, page.open_tickets, page.last_heartbeat_at,
    date_diff('minute', page.last_heartbeat_at, $as_of + INTERVAL 1 DAY) / 60.0 AS hours_silent,
    ticket_series.critical_series, ticket_series.open_series, call_series.api_call_series, page.total
FROM page
JOIN ticket_series ON ticket_series.account_key = page.account_key
JOIN call_series ON call_series.account_key = page.account_key
LEFT JOIN points ON points.account_key = page.account_key
ORDER BY page.place
