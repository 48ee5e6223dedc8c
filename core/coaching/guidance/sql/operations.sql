-- What of an account's tickets and integrations the coach counts, with the rows behind each count.
--
-- grain       one row a count that is not zero
-- parameters  $account_key, $as_of
-- source      mart.open_ticket, mart.gone_ticket, crm.ticket, mart.integration_status, mart.tier_policy
WITH counted AS (
    SELECT 'tickets.open' AS fact, 'ticket' AS table_name, list(ticket_key ORDER BY ticket_key) AS keys, count(*) AS n
    FROM mart.open_ticket
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
    UNION ALL
    SELECT 'tickets.critical', 'ticket', list(ticket_key ORDER BY ticket_key), count(*)
    FROM mart.open_ticket
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND priority IN ('P1', 'P2')
    UNION ALL
    SELECT 'tickets.resolved', 'ticket', list(ticket_key ORDER BY ticket_key), count(*)
    FROM crm.ticket
    WHERE
        account_key = $account_key::UBIGINT
        AND resolved_at < $as_of::DATE + INTERVAL 1 DAY
        AND resolved_at >= $as_of::DATE - 90
        AND ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
    UNION ALL
    SELECT
        'integrations.silent', 'heartbeat', flatten(list(status.evidence_keys ORDER BY status.integration)), count(*)
    FROM mart.integration_status AS status
    JOIN mart.account_scope AS scope ON scope.account_key = status.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE
        status.as_of = $as_of
        AND status.account_key = $account_key::UBIGINT
        AND status.silence_hours > policy.heartbeat_max_hours
)
SELECT fact, table_name, keys, n
FROM counted
WHERE n > 0
ORDER BY fact
