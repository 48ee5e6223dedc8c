-- grain: one row a feature that is said not to be used, and recent tickets that name it
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
unused AS (
    SELECT used.account_key, used.feature_usage_key, used.feature, account.statement_days
    FROM crm.feature_usage AS used
    JOIN account ON account.account_key = used.account_key
    WHERE NOT used.in_use AND length(used.feature) >= 4
),

named AS (
    SELECT
        unused.feature_usage_key,
        count(*) AS tickets,
        max(ticket.opened_at) AS last_at,
        list('crm.ticket/' || ticket.ticket_key ORDER BY ticket.opened_at DESC) AS evidence
    FROM crm.ticket AS ticket
    JOIN unused ON unused.account_key = ticket.account_key
    WHERE
        ticket.opened_at >= $as_of + INTERVAL 1 DAY - to_days(unused.statement_days)
        AND ticket.opened_at < $as_of + INTERVAL 1 DAY
        AND ticket.ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
        AND (
            lower(ticket.component) = lower(unused.feature)
            OR contains(' ' || lower(ticket.subject) || ' ', ' ' || lower(unused.feature) || ' ')
        )
    GROUP BY unused.feature_usage_key
)

SELECT
    unused.account_key,
    unused.feature || ' is said not to be in use.' AS says_one,
    named.tickets || CASE named.tickets WHEN 1 THEN ' ticket names' ELSE ' tickets name' END
    || ' it, the last of ' || strftime(named.last_at, '%-d %b %Y') || '.' AS says_other,
    ['crm.feature_usage/' || unused.feature_usage_key] AS evidence_one,
    named.evidence AS evidence_other
FROM unused
JOIN named ON named.feature_usage_key = unused.feature_usage_key
