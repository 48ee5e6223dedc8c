-- grain: one row a ticket whose clocks are asked for: open at the date, or closed since closed_from, and
--   not gone from its source by then
-- priority, status: at the date
-- changed_at: last change the source tells of, at most the moment asked for
-- calendar_id: when the account works: hours of its own record, else of its tier; empty while not made
-- exported_reply_at: first reply as the export gives it
-- is_always: support around the clock was agreed with the account
-- source: scoped_account, which whoever asks puts in front: the accounts asked for
-- parameters: as_of, moment (the clocks are read then), account_key (empty for all), closed_from (empty:
--   none that are closed)
WITH hours AS (
    SELECT
        tier,
        max(value) FILTER (WHERE name = 'sla_opens_hour') AS opens_hour,
        max(value) FILTER (WHERE name = 'sla_closes_hour') AS closes_hour
    FROM ops.policy
    GROUP BY tier
),

closed_since AS (
    SELECT ticket.ticket_key
    FROM crm.ticket AS ticket
    JOIN scoped_account ON scoped_account.account_key = ticket.account_key
    WHERE
        CAST($closed_from AS DATE) IS NOT NULL
        AND ($account_key IS NULL OR ticket.account_key = $account_key)
        AND ticket.opened_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND greatest(ticket.opened_at, ticket.resolved_at, ticket.updated_at) >= CAST($closed_from AS DATE)
    UNION
    SELECT event.ticket_key
    FROM crm.ticket_event AS event
    JOIN crm.ticket AS ticket ON ticket.ticket_key = event.ticket_key
    JOIN scoped_account ON scoped_account.account_key = ticket.account_key
    WHERE
        CAST($closed_from AS DATE) IS NOT NULL
        AND ($account_key IS NULL OR ticket.account_key = $account_key)
        AND event.kind = 'status'
        AND lower(event.to_value) IN ('solved', 'closed')
        AND event.occurred_at >= CAST($closed_from AS DATE)
        AND event.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

priority AS (
    SELECT
        event.ticket_key,
        coalesce(
            arg_max(upper(event.to_value), event.occurred_at)
                FILTER (WHERE event.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY),
            arg_min(upper(event.from_value), event.occurred_at)
                FILTER (WHERE event.occurred_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY)
        ) AS priority
    FROM crm.ticket_event AS event
    JOIN closed_since ON closed_since.ticket_key = event.ticket_key
    WHERE event.kind = 'priority' AND upper(event.to_value) IN ('P1', 'P2', 'P3', 'P4')
    GROUP BY event.ticket_key
),

chosen AS (
    SELECT open_ticket.ticket_key, open_ticket.priority, open_ticket.status, TRUE AS is_open
    FROM mart.open_ticket AS open_ticket
    JOIN scoped_account ON scoped_account.account_key = open_ticket.account_key
    WHERE open_ticket.as_of = $as_of AND ($account_key IS NULL OR open_ticket.account_key = $account_key)
    UNION ALL
    SELECT closed_since.ticket_key, priority.priority, 'closed' AS status, FALSE AS is_open
    FROM closed_since
    LEFT JOIN priority ON priority.ticket_key = closed_since.ticket_key
    ANTI JOIN mart.open_ticket AS open_ticket
        ON open_ticket.ticket_key = closed_since.ticket_key AND open_ticket.as_of = $as_of
    ANTI JOIN mart.gone_ticket AS gone_ticket
        ON gone_ticket.ticket_key = closed_since.ticket_key AND gone_ticket.as_of = $as_of
)

SELECT
    ticket.account_key,
    ticket.ticket_key,
    scope.tier,
    CASE WHEN chosen.is_open THEN chosen.priority ELSE coalesce(chosen.priority, ticket.priority) END AS priority,
    chosen.status,
    chosen.is_open,
    least(ticket.opened_at, CAST($moment AS TIMESTAMP)) AS opened_at,
    CASE
        WHEN ticket.first_reply_at <= CAST($moment AS TIMESTAMP) THEN greatest(ticket.first_reply_at, ticket.opened_at)
    END AS exported_reply_at,
    least(ticket.updated_at, CAST($moment AS TIMESTAMP)) AS changed_at,
    least(coalesce(ticket.resolved_at, ticket.updated_at, ticket.opened_at), CAST($moment AS TIMESTAMP)) AS resolved_at,
    calendar.calendar_id,
    coalesce(own.is_always, FALSE) AS is_always
FROM chosen
JOIN crm.ticket AS ticket ON ticket.ticket_key = chosen.ticket_key
JOIN mart.account_scope AS scope ON scope.account_key = ticket.account_key AND scope.as_of = $as_of
JOIN ops.golden_account AS account ON account.account_key = ticket.account_key
LEFT JOIN ops.account_hours AS own ON own.account_key = ticket.account_key
LEFT JOIN hours ON hours.tier = scope.tier
LEFT JOIN ops.business_calendar AS calendar
    ON
        calendar.country_text = coalesce(own.country, account.country, '')
        AND calendar.region_text = coalesce(own.region, account.region, '')
        AND calendar.zone_text = coalesce(own.time_zone, account.time_zone, '')
        AND calendar.opens_hour = coalesce(own.opens_hour, hours.opens_hour)
        AND calendar.closes_hour = coalesce(own.closes_hour, hours.closes_hour)
WHERE $account_key IS NULL OR (ticket.account_key = $account_key AND scope.account_key = $account_key)
