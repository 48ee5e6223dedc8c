-- grain: one row a moment that a clock begins, ends or pauses at
-- kind: status (the ticket's status changed), ours (we replied), theirs (the customer wrote), now
-- elapsed: seconds since 1970, for clocks that run at all hours
-- worked: working seconds of the account's calendar up to then; empty while its calendar is not made
-- source: replies are the recorded ones; where none is recorded, the first reply as exported
WITH message AS (
    SELECT
        event.ticket_key,
        greatest(event.occurred_at, ticket.opened_at) AS occurred_at,
        CASE event.kind WHEN 'reply' THEN 'ours' ELSE 'theirs' END AS kind
    FROM crm.ticket_event AS event
    JOIN ticket ON ticket.ticket_key = event.ticket_key
    WHERE event.kind IN ('reply', 'customer_reply') AND event.occurred_at <= CAST($moment AS TIMESTAMP)
),

moment AS (
    SELECT ticket_key, occurred_at, 'status' AS kind, status FROM status_change
    UNION ALL
    SELECT ticket_key, occurred_at, kind, NULL FROM message
    UNION ALL
    SELECT ticket_key, exported_reply_at, 'ours', NULL
    FROM ticket
    WHERE exported_reply_at IS NOT NULL AND ticket_key NOT IN (SELECT ticket_key FROM message WHERE kind = 'ours')
    UNION ALL
    SELECT ticket_key, CAST($moment AS TIMESTAMP), 'now', NULL FROM ticket
),

placed AS (
    SELECT
        ticket.account_key, moment.ticket_key, moment.occurred_at, moment.kind, moment.status, ticket.calendar_id
    FROM moment
    JOIN ticket ON ticket.ticket_key = moment.ticket_key
)

SELECT
    placed.account_key,
    placed.ticket_key,
    placed.occurred_at,
    placed.kind,
    placed.status,
    placed.calendar_id,
    CAST(floor(epoch(placed.occurred_at)) AS BIGINT) AS elapsed,
    CASE
        WHEN placed.calendar_id IS NOT NULL
            THEN coalesce(
                day.worked_before
                + CAST(floor(epoch(least(placed.occurred_at, day.closes_at))) AS BIGINT)
                - CAST(epoch(day.opens_at) AS BIGINT),
                0
            )
    END AS worked
FROM placed
ASOF LEFT JOIN ops.business_day AS day
    ON day.calendar_id = placed.calendar_id AND day.opens_at <= placed.occurred_at
