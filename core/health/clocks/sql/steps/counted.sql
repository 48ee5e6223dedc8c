-- grain: one row a stretch that a clock counts, measured as the account's promise says
-- is_always: counted at all hours, because of the ticket's priority or what the account agreed
-- started, ended: the stretch in seconds of that measure; one that runs is cut at the moment asked for
-- before: what the clock had counted before the stretch, seconds
-- target_seconds: what is promised for the ticket's priority; empty where nothing is
-- parameters: promised_only (leave out clocks without a promise)
WITH target AS (
    SELECT
        tier,
        regexp_extract(name, '^sla_(.+)_p[1-4]_hours$', 1) AS clock,
        upper(regexp_extract(name, '_(p[1-4])_hours$', 1)) AS priority,
        CAST(value * 3600 AS BIGINT) AS target_seconds
    FROM ops.policy
    WHERE regexp_matches(name, '^sla_.+_p[1-4]_hours$') AND value > 0
),

around_the_clock AS (
    SELECT tier, upper(right(name, 2)) AS priority
    FROM ops.policy
    WHERE starts_with(name, 'sla_always_p') AND value = 1
),

measured AS (
    SELECT
        span.*,
        ticket.tier,
        ticket.priority,
        ticket.is_open,
        ticket.calendar_id,
        ticket.is_always OR around_the_clock.tier IS NOT NULL AS is_always,
        target.target_seconds,
        coalesce(span.ended_worked, now.worked) AS cut_worked,
        coalesce(span.ended_elapsed, now.elapsed) AS cut_elapsed
    FROM span
    JOIN ticket ON ticket.ticket_key = span.ticket_key
    JOIN marked AS now ON now.ticket_key = span.ticket_key AND now.kind = 'now'
    LEFT JOIN around_the_clock
        ON around_the_clock.tier = ticket.tier AND around_the_clock.priority = ticket.priority
    LEFT JOIN target
        ON target.tier = ticket.tier AND target.priority = ticket.priority AND target.clock = span.clock
    WHERE NOT $promised_only OR target.target_seconds IS NOT NULL
)

SELECT
    account_key, ticket_key, tier, priority, is_open, calendar_id, clock, round, is_always, target_seconds,
    started_at, ended_at,
    cut_worked - started_worked AS worked_seconds,
    cut_elapsed - started_elapsed AS elapsed_seconds,
    CASE WHEN is_always THEN started_elapsed ELSE started_worked END AS started,
    CASE WHEN is_always THEN cut_elapsed ELSE cut_worked END AS ended,
    CAST(coalesce(
        sum(CASE WHEN is_always THEN cut_elapsed - started_elapsed ELSE cut_worked - started_worked END)
            OVER earlier,
        0
    ) AS BIGINT) AS before
FROM measured
WINDOW earlier AS (
    PARTITION BY ticket_key, clock, round ORDER BY started_at
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
)
