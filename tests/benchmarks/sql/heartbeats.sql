-- Rapport's heartbeats template: one integration an account, thirty days; one account of twenty gone silent.
-- account_count: how many accounts
SELECT
    printf('001%012dAAA', i // 30) AS account_id,
    'ERP connector' AS integration,
    strftime(TIMESTAMP '2026-06-30 00:10:00' - to_days((i % 30)::INTEGER), '%Y-%m-%dT%H:%M:%SZ') AS seen_at,
    1000 + roll(i, 'calls', 300) AS api_calls
FROM range(getvariable('account_count') * 30) AS n (i)
WHERE i % 30 > 4 OR roll(i // 30, 'silent', 20) > 0
