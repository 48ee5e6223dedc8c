-- grain: one row a running or paused clock of an open ticket that is held to a promise
-- *_hours: business hours, or all hours where is_always
-- parameters: those of filtered_account and of the steps of the clocks, which stand after scoped_account;
--   standings, clocks (empty for all),
--   limit, offset
WITH
scoped_account AS (SELECT account_key FROM filtered_account),
kept AS (
    SELECT ticket_clock.*
    FROM ticket_clock
    WHERE
        ticket_clock.is_open
        AND list_contains($standings::VARCHAR[], ticket_clock.standing)
        AND (len($clocks) = 0 OR list_contains($clocks::VARCHAR[], ticket_clock.clock))
        AND ticket_clock.state <> 'stopped'
),
listed AS (
    SELECT
        account.account_key, account.account_id, account.source_system, account.name, account.tier,
        account.owner_email, account.rag,
        kept.ticket_key,
        coalesce(ticket.display_id, ticket.source_id) AS ticket_id,
        ticket.subject,
        kept.priority,
        open_ticket.status,
        ticket.assignee_email,
        ticket.url,
        ticket.source_system AS ticket_system,
        kept.clock, kept.is_always, kept.state, kept.standing, kept.started_at, kept.due_at,
        kept.seconds / 3600.0 AS used_hours,
        kept.target_seconds / 3600.0 AS target_hours,
        kept.remaining_seconds / 3600.0 AS left_hours,
        'crm.ticket/' || kept.ticket_key AS evidence
    FROM kept
    JOIN filtered_account AS account ON account.account_key = kept.account_key
    JOIN crm.ticket AS ticket ON ticket.ticket_key = kept.ticket_key
    JOIN mart.open_ticket AS open_ticket ON open_ticket.ticket_key = kept.ticket_key AND open_ticket.as_of = $as_of
)

-- counted beside, not by a window over all rows: on an empty partition the engine may fail inside
SELECT *, (SELECT count(*) FROM listed) AS total
FROM listed
ORDER BY
    list_position($standings::VARCHAR[], standing), priority, left_hours, name, ticket_key, clock
LIMIT $limit OFFSET $offset
