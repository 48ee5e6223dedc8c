-- grain: one row a threshold of outreach, as it holds for the account's tier
-- parameters: tier (empty when no source gives one)
SELECT name, value
FROM ops.policy
WHERE tier = $tier AND name IN ('outreach_week_max', 'outreach_month_max', 'outreach_collision_days', 'approval_valid_days', 'outreach_follow_days', 'reply_window_days', 'min_ranked_messages')
