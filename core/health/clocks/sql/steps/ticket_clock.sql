-- grain: one row a ticket and clock; of next_reply, one a message of the customer that waited
-- state: running, paused or stopped
-- worked_seconds, elapsed_seconds: counted in business hours and at all hours
-- seconds: the one of the two that the promise is measured in; empty while the calendar is not made
-- target_seconds: promised; empty where nothing is promised
-- remaining_seconds: left before the target, negative when over it; empty for a stopped clock
-- due_at: when the target is reached, or was; empty while that depends on a pause, or never came
-- standing: met or missed (stopped), breached, about_to_breach, on_track or paused (not stopped); empty
--   without a promise or a calendar
-- source: docs/service-levels.md
WITH warning AS (
    SELECT
        tier,
        max(value * 3600) FILTER (WHERE name = 'sla_warn_hours') AS warn_seconds,
        max(value / 100) FILTER (WHERE name = 'sla_warn_pct') AS warn_share
    FROM ops.policy
    GROUP BY tier
),

reached AS (
    SELECT
        ticket_key, clock, round, calendar_id, is_always,
        started + target_seconds - before AS position
    FROM counted
    WHERE before < target_seconds AND (ended_at IS NULL OR before + ended - started >= target_seconds)
),

due AS (
    SELECT
        reached.ticket_key, reached.clock, reached.round,
        CASE
            WHEN reached.is_always THEN make_timestamp(reached.position * 1000000)
            WHEN
                day.opens_at + to_seconds(reached.position - day.worked_before) <= day.closes_at
                THEN day.opens_at + to_seconds(reached.position - day.worked_before)
        END AS due_at
    FROM reached
    ASOF LEFT JOIN ops.business_day AS day
        ON day.calendar_id = reached.calendar_id AND day.worked_before < reached.position
),

clock AS (
    SELECT
        account_key, ticket_key, tier, priority, is_open, calendar_id, clock, round, is_always, target_seconds,
        min(started_at) AS started_at,
        CASE WHEN count(*) = count(ended_at) THEN max(ended_at) END AS stopped_at,
        CASE
            WHEN count(*) > count(ended_at) THEN 'running'
            WHEN is_open AND clock IN ('requester_wait', 'agent_work') THEN 'paused'
            ELSE 'stopped'
        END AS state,
        CAST(sum(worked_seconds) AS BIGINT) AS worked_seconds,
        CAST(sum(elapsed_seconds) AS BIGINT) AS elapsed_seconds
    FROM counted
    GROUP BY
        account_key, ticket_key, tier, priority, is_open, calendar_id, clock, round, is_always, target_seconds
),

judged AS (
    SELECT
        clock.*,
        CASE WHEN clock.is_always THEN clock.elapsed_seconds ELSE clock.worked_seconds END AS seconds,
        least(warning.warn_seconds, warning.warn_share * clock.target_seconds) AS warn_seconds,
        due.due_at
    FROM clock
    LEFT JOIN warning ON warning.tier = clock.tier
    LEFT JOIN due
        ON due.ticket_key = clock.ticket_key AND due.clock = clock.clock AND due.round = clock.round
)

SELECT
    account_key, ticket_key, tier, priority, is_open, calendar_id, clock, round, is_always,
    started_at,
    CASE WHEN state = 'stopped' THEN stopped_at END AS stopped_at,
    state, worked_seconds, elapsed_seconds, seconds, target_seconds,
    CASE WHEN state <> 'stopped' THEN target_seconds - seconds END AS remaining_seconds,
    CASE
        WHEN state = 'stopped' AND seconds <= target_seconds THEN NULL
        WHEN state = 'paused' AND seconds < target_seconds THEN NULL
        ELSE due_at
    END AS due_at,
    CASE
        WHEN target_seconds IS NULL OR seconds IS NULL THEN NULL
        WHEN state = 'stopped' AND seconds > target_seconds THEN 'missed'
        WHEN state = 'stopped' THEN 'met'
        -- one that still runs when its time is used up cannot be kept any more
        WHEN seconds >= target_seconds THEN 'breached'
        WHEN state = 'paused' THEN 'paused'
        WHEN target_seconds - seconds <= warn_seconds THEN 'about_to_breach'
        ELSE 'on_track'
    END AS standing
FROM judged
