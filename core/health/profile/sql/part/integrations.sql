-- grain: one row an integration of the account that ever reported up to the date
-- reporting_days: of the last 30, those with a report; calls_per_day: mean of the reports of those days
-- state: silent (beyond heartbeat_max_hours), falling (API calls fell) or active
-- tickets: those of the last 365 days that name it
-- parameters: account_key, as_of
WITH beat AS (
    SELECT
        integration,
        min(seen_at) AS first_seen_at,
        count(DISTINCT CAST(seen_at AS DATE)) FILTER (WHERE seen_at >= CAST($as_of AS DATE) - INTERVAL 29 DAY) AS reporting_days,
        avg(api_calls) FILTER (WHERE seen_at >= CAST($as_of AS DATE) - INTERVAL 29 DAY) AS calls_per_day,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(integration)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS words
    FROM crm.heartbeat
    WHERE account_key = $account_key::UBIGINT AND seen_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY integration
),

ticket AS (
    SELECT
        ticket_key,
        opened_at,
        ' ' || trim(regexp_replace(lower(strip_accents(concat_ws(' ', component, subject, body))), '[^\p{L}\p{N}]+', ' ', 'g'))
        || ' ' AS words
    FROM crm.ticket
    WHERE
        account_key = $account_key::UBIGINT
        AND opened_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND opened_at >= CAST($as_of AS DATE) - INTERVAL 364 DAY
        AND ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
),

named AS (
    SELECT beat.integration, list('crm.ticket/' || ticket.ticket_key ORDER BY ticket.opened_at DESC, ticket.ticket_key) AS tickets
    FROM beat
    JOIN ticket ON contains(ticket.words, beat.words)
    GROUP BY beat.integration
)

SELECT
    status.integration,
    beat.first_seen_at,
    status.last_seen_at,
    status.silence_hours,
    CASE
        WHEN status.silence_hours > (
            SELECT policy.value
            FROM ops.policy AS policy
            WHERE
                policy.name = 'heartbeat_max_hours'
                AND policy.tier = coalesce((SELECT tier FROM ops.golden_account WHERE account_key = $account_key::UBIGINT), '')
        ) THEN 'silent'
        WHEN status.is_dropped THEN 'falling'
        ELSE 'active'
    END AS state,
    beat.reporting_days,
    beat.calls_per_day,
    status.api_calls,
    status.drop_pct,
    coalesce(len(named.tickets), 0) AS tickets,
    list_concat(list_transform(status.evidence_keys, lambda key: 'crm.heartbeat/' || key), coalesce(named.tickets, [])) AS evidence
FROM mart.integration_status AS status
JOIN beat ON beat.integration = status.integration
LEFT JOIN named ON named.integration = status.integration
WHERE status.as_of = $as_of AND status.account_key = $account_key::UBIGINT
ORDER BY status.silence_hours, status.integration
