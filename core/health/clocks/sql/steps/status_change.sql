-- grain: one row a moment at which a ticket's status became another, its opening included
-- status: open, pending, on_hold, solved or closed from then on
-- source: recorded changes; what they leave out is filled in from the ticket itself: the status of its
--   opening, its closing, and a pause without a recorded beginning, which began with the last change
--   that the source tells of
WITH recorded AS (
    SELECT
        event.ticket_key,
        event.occurred_at,
        lower(event.from_value) AS from_value,
        lower(event.to_value) AS status
    FROM crm.ticket_event AS event
    JOIN ticket ON ticket.ticket_key = event.ticket_key
    WHERE
        event.kind = 'status'
        AND lower(event.to_value) IN ('open', 'pending', 'on_hold', 'solved', 'closed')
),

-- of several changes at one moment, only the end of their chain is what the ticket then was
settled AS (
    SELECT
        ticket_key,
        occurred_at,
        max(status) AS status,
        min(from_value) FILTER (
            WHERE from_value IN ('open', 'pending', 'on_hold', 'solved', 'closed')
        ) AS from_value
    FROM recorded
    WHERE NOT EXISTS (
        SELECT 1
        FROM recorded AS other
        WHERE
            other.ticket_key = recorded.ticket_key
            AND other.occurred_at = recorded.occurred_at
            AND other.from_value = recorded.status
            AND other.from_value <> other.status
    )
    GROUP BY ticket_key, occurred_at
),

opening AS (
    SELECT
        ticket.ticket_key,
        ticket.opened_at AS occurred_at,
        coalesce(arg_min(settled.from_value, settled.occurred_at), 'open') AS status
    FROM ticket
    LEFT JOIN settled ON settled.ticket_key = ticket.ticket_key
    GROUP BY ticket.ticket_key, ticket.opened_at
),

known AS (
    SELECT ticket_key, occurred_at, status FROM opening
    UNION ALL
    SELECT settled.ticket_key, greatest(settled.occurred_at, ticket.opened_at) AS occurred_at, settled.status
    FROM settled
    JOIN ticket ON ticket.ticket_key = settled.ticket_key
    WHERE settled.occurred_at <= CAST($moment AS TIMESTAMP)
),

latest AS (
    SELECT ticket_key, max(occurred_at) AS occurred_at, arg_max(status, occurred_at) AS status
    FROM known
    GROUP BY ticket_key
),

filled AS (
    SELECT
        ticket.ticket_key,
        greatest(
            latest.occurred_at,
            CASE WHEN ticket.is_open THEN coalesce(ticket.changed_at, ticket.opened_at) ELSE ticket.resolved_at END
        ) AS occurred_at,
        ticket.status
    FROM ticket
    JOIN latest ON latest.ticket_key = ticket.ticket_key
    WHERE
        CASE
            WHEN ticket.is_open THEN ticket.status <> latest.status
            ELSE latest.status NOT IN ('solved', 'closed')
        END
),

-- a change filled in at the moment of a recorded one comes after it
every AS (
    SELECT ticket_key, occurred_at, status, 0 AS place FROM opening
    UNION ALL
    SELECT ticket_key, occurred_at, status, 1 FROM known
    UNION ALL
    SELECT ticket_key, occurred_at, status, 2 FROM filled
)

SELECT ticket_key, occurred_at, arg_max(status, place) AS status
FROM every
GROUP BY ticket_key, occurred_at
