-- grain: one row a green account whose people wrote of trouble in tickets or messages of the days compared
-- evidence: rows that say so, as table/key
-- parameters: those of filtered_account
WITH
said AS (
    SELECT ticket.account_key, 'crm.ticket/' || ticket.ticket_key AS reference, ticket.opened_at AS said_at,
        concat_ws(' . ', ticket.subject, ticket.body) AS words
    FROM crm.ticket AS ticket
    JOIN account ON account.account_key = ticket.account_key
    WHERE
        account.is_green
        AND ticket.opened_at >= $as_of + INTERVAL 1 DAY - to_days(account.days)
        AND ticket.ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
    UNION ALL
    SELECT activity.account_key, 'crm.activity/' || activity.activity_key, activity.occurred_at,
        concat_ws(' . ', activity.subject, activity.body)
    FROM crm.activity AS activity
    JOIN account ON account.account_key = activity.account_key
    WHERE
        account.is_green
        AND activity.direction = 'inbound'
        AND activity.kind <> 'note'
        AND activity.occurred_at >= $as_of + INTERVAL 1 DAY - to_days(account.days)
),

trouble AS (
    SELECT said.account_key, said.reference, said.said_at, min(trim(rule.phrase)) AS phrase
    FROM said
    JOIN ops.phrase_rule AS rule
        ON rule.attribute = 'escalation'
        AND contains(
            ' ' || regexp_replace(lower(strip_accents(said.words)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ', rule.phrase
        )
    WHERE said.said_at < $as_of + INTERVAL 1 DAY
    GROUP BY said.account_key, said.reference, said.said_at
)

SELECT
    account_key,
    'They write "' || arg_max(phrase, (said_at, reference)) || '" on '
    || strftime(max(said_at), '%-d %b %Y') || '.' AS says,
    list(reference ORDER BY said_at DESC, reference) AS evidence
FROM trouble
GROUP BY account_key
