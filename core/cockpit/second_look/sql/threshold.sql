-- grain: one row a tier; the thresholds of second looks, each in its own column
SELECT
    tier,
    max(value) FILTER (WHERE name = 'watermelon_days')::INTEGER AS days,
    max(value) FILTER (WHERE name = 'watermelon_fall_pct') AS fall_pct,
    max(value) FILTER (WHERE name = 'watermelon_near_pct') AS near_pct,
    max(value) FILTER (WHERE name = 'watermelon_unused_days')::INTEGER AS unused_days,
    max(value) FILTER (WHERE name = 'watermelon_renewal_days')::INTEGER AS renewal_days,
    max(value) FILTER (WHERE name = 'watermelon_min_sources')::INTEGER AS min_sources,
    max(value) FILTER (WHERE name = 'contradiction_days')::INTEGER AS statement_days,
    max(value) FILTER (WHERE name = 'contradiction_sure_pct') AS sure_pct,
    max(value) FILTER (WHERE name = 'outcome_behind_pct') AS behind_pct,
    max(value) FILTER (WHERE name = 'adjustment_deal_days')::INTEGER AS deal_days
FROM ops.policy
GROUP BY tier
