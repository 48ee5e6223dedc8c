-- grain: one row a ticket of the account open at the date: P1 first, then P2, then by age
-- is_critical: priority P1 or P2
-- age_days: whole days it has been open
-- assignee: name of who of ours works on it; empty where the source gives neither a name nor a known address
-- last_reply_on, last_reply_key: our newest reply up to the date
-- waits_on: you (pending), hold (on hold), us (their reply is the newest); empty where nothing says
-- parameters: account_key, as_of
WITH ticket AS (
    SELECT
        open_ticket.ticket_key, open_ticket.priority, open_ticket.status, open_ticket.opened_at,
        coalesce(ticket.display_id, ticket.source_id) AS display_id,
        ticket.subject, ticket.component, ticket.assignee_email
    FROM mart.open_ticket AS open_ticket
    JOIN crm.ticket AS ticket ON ticket.ticket_key = open_ticket.ticket_key
    WHERE open_ticket.as_of = $as_of AND open_ticket.account_key = $account_key::UBIGINT
),

reply AS (
    SELECT
        ticket_key,
        max(occurred_at) FILTER (WHERE kind = 'reply') AS last_reply_at,
        arg_max(ticket_event_key, occurred_at) FILTER (WHERE kind = 'reply') AS last_reply_key,
        max(occurred_at) FILTER (WHERE kind = 'customer_reply') AS last_customer_reply_at
    FROM crm.ticket_event
    WHERE
        kind IN ('reply', 'customer_reply')
        AND occurred_at < $as_of::DATE + INTERVAL 1 DAY
        AND ticket_key IN (SELECT ticket_key FROM ticket)
    GROUP BY ticket_key
),

colleague AS (
    SELECT lower(email) AS email, min(full_name) AS full_name FROM crm.team_member GROUP BY lower(email)
)

SELECT
    ticket.ticket_key, ticket.display_id, ticket.subject, ticket.priority, ticket.component,
    coalesce(ticket.priority IN ('P1', 'P2'), FALSE) AS is_critical,
    ticket.opened_at::DATE AS opened_on,
    ($as_of::DATE - ticket.opened_at::DATE)::INTEGER AS age_days,
    CASE
        WHEN colleague.full_name IS NOT NULL THEN colleague.full_name
        WHEN ticket.assignee_email LIKE '% %' AND ticket.assignee_email NOT LIKE '%@%' THEN ticket.assignee_email
    END AS assignee,
    reply.last_reply_at::DATE AS last_reply_on,
    reply.last_reply_key,
    CASE
        WHEN ticket.status = 'pending' THEN 'you'
        WHEN ticket.status = 'on_hold' THEN 'hold'
        WHEN reply.last_customer_reply_at > coalesce(reply.last_reply_at, ticket.opened_at) THEN 'us'
    END AS waits_on
FROM ticket
LEFT JOIN reply ON reply.ticket_key = ticket.ticket_key
LEFT JOIN colleague ON colleague.email = lower(ticket.assignee_email)
ORDER BY
    is_critical DESC,
    CASE WHEN is_critical THEN ticket.priority END,
    ticket.opened_at,
    ticket.ticket_key
