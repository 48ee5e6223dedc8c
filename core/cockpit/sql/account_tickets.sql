-- grain: one row a ticket of the account opened by as_of, as it stood then
-- age_days: from opening to resolution, to when it was gone from its source, or to the end of as_of
-- status: of the last import, except that a ticket resolved after as_of counts as open
-- gone_at, gone_reason: when it was noticed that its source has it no more, by as_of, and why; then it is not open
-- parameters: account_key, as_of, open_only, limit, offset
WITH
seen AS (
    SELECT
        ticket.*,
        gone.gone_at,
        coalesce(gone.reason, '') AS gone_reason,
        CASE
            WHEN ticket.resolved_at IS NULL THEN ticket.status NOT IN ('solved', 'closed')
            ELSE ticket.resolved_at >= $as_of + INTERVAL 1 DAY
        END AS is_unsolved
    FROM crm.ticket AS ticket
    LEFT JOIN mart.gone_ticket AS gone ON gone.ticket_key = ticket.ticket_key AND gone.as_of = $as_of
    WHERE ticket.account_key = $account_key::UBIGINT AND ticket.opened_at < $as_of + INTERVAL 1 DAY
),

stood AS (
    SELECT *, is_unsolved AND gone_at IS NULL AS is_open
    FROM seen
)

SELECT
    ticket_key,
    coalesce(display_id, source_id) AS ticket_id,
    source_system,
    subject,
    priority,
    CASE WHEN is_unsolved AND status IN ('solved', 'closed') THEN 'open' ELSE status END AS status,
    is_open,
    opened_at,
    first_reply_at,
    CASE WHEN NOT is_unsolved THEN resolved_at END AS resolved_at,
    gone_at,
    gone_reason,
    round(
        date_diff(
            'minute',
            opened_at,
            CASE
                WHEN is_open THEN $as_of + INTERVAL 1 DAY
                WHEN is_unsolved THEN gone_at
                ELSE coalesce(resolved_at, updated_at, opened_at)
            END
        ) / 1440.0, 2
    ) AS age_days,
    component,
    requester_email,
    assignee_email,
    'crm.ticket/' || ticket_key AS evidence
FROM stood
WHERE is_open OR NOT $open_only
ORDER BY is_open DESC, priority NULLS LAST, opened_at, ticket_key
LIMIT $limit OFFSET $offset
