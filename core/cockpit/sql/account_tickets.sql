-- grain: one row a ticket of the account opened by as_of, as it stood then
-- age_days: from opening to resolution, or to the end of as_of
-- status: of the last import, except that a ticket resolved after as_of counts as open
-- parameters: account_key, as_of, open_only, limit, offset
WITH
seen AS (
    SELECT
        *,
        CASE
            WHEN resolved_at IS NULL THEN status NOT IN ('solved', 'closed')
            ELSE resolved_at >= $as_of + INTERVAL 1 DAY
        END AS is_open
    FROM crm.ticket
    WHERE account_key = $account_key::UBIGINT AND opened_at < $as_of + INTERVAL 1 DAY
)

SELECT
    ticket_key,
    coalesce(display_id, source_id) AS ticket_id,
    source_system,
    subject,
    priority,
    CASE WHEN is_open AND status IN ('solved', 'closed') THEN 'open' ELSE status END AS status,
    is_open,
    opened_at,
    first_reply_at,
    CASE WHEN NOT is_open THEN resolved_at END AS resolved_at,
    round(
        date_diff('minute', opened_at, CASE WHEN is_open THEN $as_of + INTERVAL 1 DAY ELSE coalesce(resolved_at, updated_at, opened_at) END)
        / 1440.0, 2
    ) AS age_days,
    component,
    requester_email,
    assignee_email,
    'crm.ticket/' || ticket_key AS evidence
FROM seen
WHERE is_open OR NOT $open_only
ORDER BY is_open DESC, priority NULLS LAST, opened_at, ticket_key
LIMIT $limit OFFSET $offset
