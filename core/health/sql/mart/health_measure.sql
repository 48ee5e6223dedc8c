-- grain: one row an account
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- tier: tier of the account; empty text when no source says
-- has_tickets: tickets were imported for the account's system
-- tickets_stale: the newest of them is older than stale_after_days
-- open_tickets: tickets open at the date
-- open_keys: those tickets
-- aged_limits: greatest age of an open P1 or P2 in multiples of its limit; empty without one
-- aged_days: age of that ticket, days
-- aged_limit_days: its limit, days
-- oldest_critical_days: greatest age of an open P1 or P2, days; empty without one
-- critical_keys: open P1 and P2 tickets
-- aged_keys: those over their limit
-- heartbeat_share: share of points left by the worst integration, 0 to 1; empty without integrations
-- silence_hours: longest silence of an integration, hours
-- last_heartbeat_at: newest report of any integration, UTC
-- silent_integration: the integration that has been silent longest
-- dropped_integrations: integrations whose API calls fell
-- heartbeat_keys: reports used
-- silent_keys: newest report of the integration that has been silent longest
-- source: docs/decisions on tickets at a date
WITH ticket AS (
    SELECT
        account_key,
        count(*) AS open_tickets,
        list_sort(list(ticket_key)) AS open_keys,
        max(limits) AS aged_limits,
        max(age_days) FILTER (WHERE limits IS NOT NULL) AS oldest_critical_days,
        list_sort(list(ticket_key) FILTER (WHERE limits IS NOT NULL)) AS critical_keys,
        list_sort(list(ticket_key) FILTER (WHERE limits > 1)) AS aged_keys
    FROM mart.open_ticket
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

worst AS (
    SELECT ticket.account_key, max(open_ticket.age_days) AS aged_days, max(open_ticket.limit_days) AS aged_limit_days
    FROM mart.open_ticket AS open_ticket
    JOIN ticket ON ticket.account_key = open_ticket.account_key AND ticket.aged_limits = open_ticket.limits
    WHERE open_ticket.as_of = $as_of AND ($account_key IS NULL OR open_ticket.account_key = $account_key)
    GROUP BY ticket.account_key
),

integration AS (
    SELECT
        account_key,
        min(share) AS heartbeat_share,
        max(silence_hours) AS silence_hours,
        max(last_seen_at) AS last_heartbeat_at,
        arg_max(integration, (silence_hours, integration)) AS silent_integration,
        list_sort(list(integration) FILTER (WHERE is_dropped)) AS dropped_integrations,
        list_sort(flatten(list(evidence_keys))) AS heartbeat_keys,
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
    coalesce(CAST($as_of AS DATE) - CAST(scope.tickets_at AS DATE) > policy.stale_after_days, FALSE) AS tickets_stale,
    coalesce(ticket.open_tickets, 0) AS open_tickets,
    coalesce(ticket.open_keys, []) AS open_keys,
    ticket.aged_limits,
    worst.aged_days,
    worst.aged_limit_days,
    ticket.oldest_critical_days,
    coalesce(ticket.critical_keys, []) AS critical_keys,
    coalesce(ticket.aged_keys, []) AS aged_keys,
    integration.heartbeat_share,
    integration.silence_hours,
    integration.last_heartbeat_at,
    integration.silent_integration,
    coalesce(integration.dropped_integrations, []) AS dropped_integrations,
    coalesce(integration.heartbeat_keys, []) AS heartbeat_keys,
    CASE WHEN integration.silent_key IS NULL THEN [] ELSE [integration.silent_key] END AS silent_keys
FROM mart.account_scope AS scope
JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
LEFT JOIN ticket ON ticket.account_key = scope.account_key
LEFT JOIN worst ON worst.account_key = scope.account_key
LEFT JOIN integration ON integration.account_key = scope.account_key
WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
