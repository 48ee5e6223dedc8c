-- grain: one row an account the viewer may see
-- arr_fifth: 1 (lowest) to 5 among those with ARR in the same currency; empty without ARR
-- rules_tripped: rules of technical health that tripped
-- parameters: viewer, sees_all, as_of
SELECT
    account.account_key,
    account.source_system,
    account.source_id AS account_id,
    coalesce(account.name, account.source_id) AS name,
    account.tier,
    account.owner_email,
    account.arr_amount,
    account.currency,
    CASE
        WHEN account.arr_amount IS NOT NULL
            THEN ceil(5 * cume_dist() OVER (
                PARTITION BY account.currency, account.arr_amount IS NULL ORDER BY account.arr_amount
            ))::INTEGER
    END AS arr_fifth,
    coalesce(sponsor.coverage_pct, 0) AS coverage_pct,
    coalesce(sponsor.level, 'unknown') AS level,
    coalesce(health.rag, 'grey') AS rag,
    coalesce(health.rules_tripped, []) AS rules_tripped
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN crm.account AS account ON account.account_key = visible.account_key
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = account.account_key AND sponsor.as_of = $as_of
LEFT JOIN mart.account_health AS health
    ON health.account_key = account.account_key AND health.as_of = $as_of
