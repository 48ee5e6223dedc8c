-- grain: one row; each list holds the distinct values among the accounts the viewer may see
-- parameters: viewer, sees_all
SELECT
    coalesce(list_sort(list(DISTINCT coalesce(account.owner_email, ''))), []) AS owner,
    coalesce(list_sort(list(DISTINCT coalesce(account.tier, ''))), []) AS tier,
    coalesce(list_sort(list(DISTINCT coalesce(account.region, ''))), []) AS region,
    coalesce(list_sort(list(DISTINCT coalesce(account.segment, ''))), []) AS segment
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
