-- grain: one row, how the open tickets of the filtered accounts stand
-- *_tickets: open tickets with at least one clock that stands so; a ticket counts once, at its worst
-- without_priority: open tickets without a priority, to which nothing is promised
-- without_promise: open tickets with a priority to which the policy promises nothing that still runs
-- uncounted: open tickets whose business hours are not made
-- parameters: those of filtered_account and of the steps of the clocks, which stand after scoped_account
WITH
scoped_account AS (SELECT account_key FROM filtered_account),
open_clock AS (
    SELECT
        ticket_clock.ticket_key,
        any_value(ticket_clock.priority) AS priority,
        bool_or(ticket_clock.standing = 'breached') AS is_breached,
        bool_or(ticket_clock.standing = 'about_to_breach') AS is_about_to_breach,
        bool_or(ticket_clock.standing = 'on_track') AS is_on_track,
        bool_or(ticket_clock.standing = 'paused') AS is_paused,
        bool_or(ticket_clock.target_seconds IS NOT NULL AND ticket_clock.seconds IS NULL) AS is_uncounted
    FROM ticket_clock
    JOIN filtered_account AS account ON account.account_key = ticket_clock.account_key
    WHERE ticket_clock.is_open AND ticket_clock.state <> 'stopped'
    GROUP BY ticket_clock.ticket_key
)

SELECT
    count(*) AS open_tickets,
    count(*) FILTER (WHERE is_breached) AS breached_tickets,
    count(*) FILTER (WHERE is_about_to_breach AND is_breached IS DISTINCT FROM TRUE) AS about_to_breach_tickets,
    count(*) FILTER (
        WHERE is_on_track AND is_breached IS DISTINCT FROM TRUE AND is_about_to_breach IS DISTINCT FROM TRUE
    ) AS on_track_tickets,
    count(*) FILTER (
        WHERE
            is_paused AND is_breached IS DISTINCT FROM TRUE AND is_about_to_breach IS DISTINCT FROM TRUE
            AND is_on_track IS DISTINCT FROM TRUE
    ) AS paused_tickets,
    count(*) FILTER (WHERE priority IS NULL) AS without_priority,
    count(*) FILTER (
        WHERE
            priority IS NOT NULL
            AND is_uncounted IS DISTINCT FROM TRUE
            AND coalesce(is_breached, is_about_to_breach, is_on_track, is_paused) IS NULL
    ) AS without_promise,
    count(*) FILTER (WHERE is_uncounted) AS uncounted
FROM open_clock
