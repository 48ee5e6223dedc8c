-- grain: one row a ticket open at the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- ticket_key: the ticket
-- priority: P1 to P4 at the date; empty when the source gives none
-- status: open, pending or on_hold at the date, where that is known
-- opened_at: when it was opened, UTC
-- age_days: days from then to the end of the date
-- limit_days: age limit of P1 and P2, days; empty for other priorities
-- limits: age in multiples of the limit; over 1 is aged; empty for other priorities
-- source: priority and status at the date are the last change up to it, else what the first later change
--   changed from, else the ticket's own; one solved or closed without resolved_at counts as closed from its
--   last status change, else its last update, else its opening; one gone from its source is not open
WITH ticket AS (
    SELECT account_key, ticket_key, priority, status, opened_at, resolved_at, updated_at
    FROM crm.ticket
    WHERE
        account_key IS NOT NULL
        AND ($account_key IS NULL OR account_key = $account_key)
        AND ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
        AND opened_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

event AS (
    SELECT ticket_key, kind, occurred_at, from_value, to_value
    FROM crm.ticket_event
    WHERE kind IN ('priority', 'status') AND ticket_key IN (SELECT ticket_key FROM ticket)
    UNION ALL
    SELECT entity_key, field, observed_at, from_value, to_value
    FROM crm.change_event
    WHERE entity = 'ticket' AND field = 'priority' AND entity_key IN (SELECT ticket_key FROM ticket)
),

change AS (
    SELECT
        ticket_key,
        kind,
        occurred_at,
        CASE WHEN kind = 'priority' THEN upper(from_value) ELSE lower(from_value) END AS from_value,
        CASE WHEN kind = 'priority' THEN upper(to_value) ELSE lower(to_value) END AS to_value,
        occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY AS is_past
    FROM event
),

last_change AS (
    SELECT *
    FROM change
    WHERE
        CASE WHEN is_past THEN to_value ELSE from_value END
            IN ('P1', 'P2', 'P3', 'P4', 'open', 'pending', 'on_hold', 'solved', 'closed')
        -- of several changes at one moment, only the end of their chain is what the ticket then was
        AND NOT EXISTS (
            SELECT 1
            FROM change AS other
            WHERE
                other.ticket_key = change.ticket_key
                AND other.kind = change.kind
                AND other.occurred_at = change.occurred_at
                AND other.from_value <> other.to_value
                AND CASE
                    WHEN change.is_past THEN other.from_value = change.to_value
                    ELSE other.to_value = change.from_value
                END
        )
),

then_value AS (
    SELECT
        ticket_key,
        coalesce(
            arg_max(to_value, (occurred_at, to_value)) FILTER (WHERE kind = 'priority' AND is_past),
            arg_min(from_value, (occurred_at, from_value)) FILTER (WHERE kind = 'priority' AND NOT is_past)
        ) AS priority,
        coalesce(
            arg_max(to_value, (occurred_at, to_value)) FILTER (WHERE kind = 'status' AND is_past),
            arg_min(from_value, (occurred_at, from_value)) FILTER (WHERE kind = 'status' AND NOT is_past)
        ) AS status
    FROM last_change
    GROUP BY ticket_key
),

state AS (
    SELECT
        ticket.account_key,
        ticket.ticket_key,
        ticket.opened_at,
        coalesce(then_value.priority, ticket.priority) AS priority,
        coalesce(
            then_value.status,
            CASE
                WHEN ticket.status IN ('open', 'pending', 'on_hold') THEN ticket.status
                WHEN
                    coalesce(ticket.resolved_at, ticket.updated_at, ticket.opened_at)
                    < CAST($as_of AS DATE) + INTERVAL 1 DAY
                    THEN 'closed'
                ELSE 'open'
            END
        ) AS status
    FROM ticket
    LEFT JOIN then_value ON then_value.ticket_key = ticket.ticket_key
),

aged AS (
    SELECT
        state.*,
        date_diff('second', state.opened_at, CAST($as_of AS DATE) + INTERVAL 1 DAY) / 86400.0 AS age_days,
        CASE state.priority
            WHEN 'P1' THEN policy.p1_max_age_days
            WHEN 'P2' THEN policy.p2_max_age_days
        END AS limit_days
    FROM state
    JOIN mart.account_scope AS scope ON scope.account_key = state.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE state.status NOT IN ('solved', 'closed') AND ($account_key IS NULL OR scope.account_key = $account_key)
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key, ticket_key, priority, status, opened_at, age_days, limit_days, age_days / limit_days AS limits
FROM aged
