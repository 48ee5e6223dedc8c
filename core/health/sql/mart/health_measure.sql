-- grain: one row an account
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- tier: tier of the account; empty text when no source says
-- has_tickets: tickets were imported for the account's system
-- tickets_stale: the newest of them is older than stale_after_days
-- open_tickets: tickets open at the date
-- open_refs: those tickets, oldest first
-- aged_limits: greatest age of an open P1 or P2 in multiples of its limit; empty without one
-- aged_days: age of that ticket, days
-- aged_limit_days: its limit, days
-- oldest_critical_days: greatest age of an open P1 or P2, days; empty without one
-- critical_refs: open P1 and P2 tickets, oldest against their limit first
-- aged_refs: those over their limit
-- heartbeat_share: share of points left by the worst integration, 0 to 1; empty without integrations
-- silence_hours: longest silence of an integration, hours
-- last_heartbeat_at: newest report of any integration, UTC
-- silent_integration: the integration that has been silent longest
-- dropped_integrations: integrations whose API calls fell
-- heartbeat_refs: reports used
-- silent_refs: newest report of the integration that has been silent longest
-- source: docs/decisions on tickets at a date
WITH scope AS (
    SELECT scope.account_key, scope.tier, scope.tickets_at, policy.value AS stale_after_days
    FROM mart.account_scope AS scope
    JOIN ops.policy AS policy ON policy.tier = scope.tier AND policy.name = 'stale_after_days'
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

ticket AS (
    SELECT
        account_key,
        count(*) AS open_tickets,
        list('crm.ticket/' || ticket_key ORDER BY opened_at, ticket_key) AS open_refs,
        max(limits) AS aged_limits,
        arg_max(age_days, limits) AS aged_days,
        arg_max(limit_days, limits) AS aged_limit_days,
        max(age_days) FILTER (WHERE limits IS NOT NULL) AS oldest_critical_days,
        list('crm.ticket/' || ticket_key ORDER BY limits DESC, ticket_key) FILTER (WHERE limits IS NOT NULL)
            AS critical_refs,
        list('crm.ticket/' || ticket_key ORDER BY limits DESC, ticket_key) FILTER (WHERE limits > 1) AS aged_refs
    FROM mart.open_ticket
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

integration AS (
    SELECT
        account_key,
        min(share) AS heartbeat_share,
        max(silence_hours) AS silence_hours,
        max(last_seen_at) AS last_heartbeat_at,
        arg_max(integration, (silence_hours, integration)) AS silent_integration,
        list(integration ORDER BY integration) FILTER (WHERE is_dropped) AS dropped_integrations,
        list_distinct(flatten(list(evidence_keys))) AS evidence_keys,
        arg_max(evidence_keys[1], (silence_hours, integration)) AS silent_key
    FROM mart.integration_status
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    scope.account_key,
    scope.tier,
    scope.tickets_at IS NOT NULL AS has_tickets,
    coalesce(CAST($as_of AS DATE) - CAST(scope.tickets_at AS DATE) > scope.stale_after_days, FALSE) AS tickets_stale,
    coalesce(ticket.open_tickets, 0) AS open_tickets,
    coalesce(ticket.open_refs, []) AS open_refs,
    ticket.aged_limits,
    ticket.aged_days,
    ticket.aged_limit_days,
    ticket.oldest_critical_days,
    coalesce(ticket.critical_refs, []) AS critical_refs,
    coalesce(ticket.aged_refs, []) AS aged_refs,
    integration.heartbeat_share,
    integration.silence_hours,
    integration.last_heartbeat_at,
    integration.silent_integration,
    coalesce(integration.dropped_integrations, []) AS dropped_integrations,
    [('crm.heartbeat/' || key) FOR key IN list_sort(coalesce(integration.evidence_keys, []))] AS heartbeat_refs,
    CASE WHEN integration.silent_key IS NULL THEN [] ELSE ['crm.heartbeat/' || integration.silent_key] END AS silent_refs
FROM scope
LEFT JOIN ticket ON ticket.account_key = scope.account_key
LEFT JOIN integration ON integration.account_key = scope.account_key
