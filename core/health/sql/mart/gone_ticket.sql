-- grain: one row a ticket that is no longer in its source at the date: it counts as open no more
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- ticket_key: the ticket
-- gone_at: when that was noticed, UTC; before that day the ticket counts
-- reason: why, where its source says: not found, not visible, in the trash, not among what is polled or moved
--   to another; empty when a full export did not name it
-- source: a full export, or a sweep of the ticket system, flagged it and none has found it again by the date
WITH flag AS (
    SELECT
        entity_key AS ticket_key,
        arg_max(field, batch_id) AS field,
        arg_max(observed_at, batch_id) AS gone_at,
        arg_max(coalesce(to_value, ''), batch_id) AS reason
    FROM crm.change_event
    WHERE
        entity = 'ticket'
        AND field IN ('disappeared', 'reappeared')
        AND observed_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY entity_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    ticket.account_key,
    ticket.ticket_key,
    flag.gone_at,
    flag.reason
FROM flag
JOIN crm.ticket AS ticket ON ticket.ticket_key = flag.ticket_key
WHERE
    flag.field = 'disappeared'
    AND ticket.account_key IS NOT NULL
    AND ($account_key IS NULL OR ticket.account_key = $account_key)
