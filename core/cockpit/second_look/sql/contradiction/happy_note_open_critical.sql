-- grain: one row an account with a note of praise while a critical ticket is open
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
praise AS (
    SELECT adjustment.account_key, adjustment.evidence
    FROM mart.health_adjustment AS adjustment
    JOIN account ON account.account_key = adjustment.account_key
    WHERE adjustment.as_of = $as_of AND adjustment.adjustment = 'note_praise'
),

critical AS (
    SELECT
        ticket.account_key,
        count(*) AS tickets,
        max(ticket.age_days) AS age_days,
        list('crm.ticket/' || ticket.ticket_key ORDER BY ticket.age_days DESC, ticket.ticket_key) AS evidence
    FROM mart.open_ticket AS ticket
    JOIN account ON account.account_key = ticket.account_key
    WHERE ticket.as_of = $as_of AND (ticket.priority = 'P1' OR ticket.limits > 1)
    GROUP BY ticket.account_key
)

SELECT
    praise.account_key,
    'A recent note speaks of praise.' AS says_one,
    CASE critical.tickets WHEN 1 THEN 'A critical ticket has' ELSE critical.tickets || ' critical tickets have' END
    || ' been open for up to ' || CAST(ceil(critical.age_days) AS BIGINT) || ' days.' AS says_other,
    praise.evidence AS evidence_one,
    critical.evidence AS evidence_other
FROM praise
JOIN critical ON critical.account_key = praise.account_key
