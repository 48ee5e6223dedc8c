-- grain: one row a filtered account
-- arr_fifth: 1 (lowest) to 5 among all accounts the viewer may see with ARR in the same currency; empty without ARR
-- rules_tripped: rules of technical health that tripped
-- parameters: those of filtered_account
WITH
ranked AS (
    SELECT
        account.account_key,
        ceil(5 * cume_dist() OVER (PARTITION BY account.currency ORDER BY account.arr_amount))::INTEGER AS arr_fifth
    FROM ops.visible_account($viewer, $sees_all) AS visible
    JOIN ops.golden_account AS account ON account.account_key = visible.account_key
    WHERE account.arr_amount IS NOT NULL
)

SELECT
    account.account_key,
    account.source_system,
    account.account_id,
    account.name,
    account.tier,
    account.owner_email,
    account.arr_amount,
    account.currency,
    ranked.arr_fifth,
    coalesce(account.sponsor_coverage_pct, 0) AS coverage_pct,
    account.level,
    account.rag,
    account.rules_tripped
FROM filtered_account AS account
LEFT JOIN ranked ON ranked.account_key = account.account_key
