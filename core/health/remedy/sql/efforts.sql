-- grain: one row, what mending costs and where green begins, by the policy of the account's tier
-- parameters: account_key, as_of
SELECT
    max(policy.value) FILTER (WHERE policy.name = 'effort_close_p1') AS p1,
    max(policy.value) FILTER (WHERE policy.name = 'effort_close_p2') AS p2,
    max(policy.value) FILTER (WHERE policy.name = 'effort_close_other') AS other,
    max(policy.value) FILTER (WHERE policy.name = 'effort_restore_integration') AS restore,
    max(policy.value) FILTER (WHERE policy.name = 'heartbeat_drop_pct') AS drop_pct,
    max(policy.value) FILTER (WHERE policy.name = 'rag_green_min') AS green_min
FROM mart.account_scope AS scope
JOIN ops.policy AS policy ON policy.tier = scope.tier
WHERE scope.as_of = $as_of AND scope.account_key = $account_key
