-- grain: one row a ticket that counts as solved while the customer wrote on it afterwards, unanswered
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
solved AS (
    SELECT
        ticket.account_key,
        ticket.ticket_key,
        coalesce(ticket.display_id, ticket.source_id) AS number,
        ticket.resolved_at
    FROM crm.ticket AS ticket
    JOIN account ON account.account_key = ticket.account_key
    WHERE
        ticket.status IN ('solved', 'closed')
        AND ticket.ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
        AND ticket.resolved_at < $as_of + INTERVAL 1 DAY
        AND ticket.resolved_at >= $as_of - to_days(2 * account.statement_days)
),

later AS (
    SELECT
        solved.ticket_key,
        max(event.occurred_at) AS last_at,
        list('crm.ticket_event/' || event.ticket_event_key ORDER BY event.occurred_at DESC) AS evidence
    FROM crm.ticket_event AS event
    JOIN solved ON solved.ticket_key = event.ticket_key
    WHERE
        event.kind = 'customer_reply'
        AND event.occurred_at > solved.resolved_at
        AND event.occurred_at < $as_of + INTERVAL 1 DAY
    GROUP BY solved.ticket_key
),

unanswered AS (
    SELECT later.*
    FROM later
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM crm.ticket_event AS answer
            WHERE answer.ticket_key = later.ticket_key AND answer.kind = 'reply' AND answer.occurred_at > later.last_at
        )
)

SELECT
    solved.account_key,
    solved.number || ' counts as solved since ' || strftime(solved.resolved_at, '%-d %b %Y') || '.' AS says_one,
    'The customer wrote on ' || strftime(unanswered.last_at, '%-d %b %Y') || ', and nobody answered.' AS says_other,
    ['crm.ticket/' || solved.ticket_key] AS evidence_one,
    unanswered.evidence AS evidence_other
FROM solved
JOIN unanswered ON unanswered.ticket_key = solved.ticket_key
