-- grain: one row a tier; the thresholds that the models apply, each in its own column and unit
-- as_of: date the row is for; the policy in force holds for every date
-- account_key: empty; the row holds for every account of the tier
-- tier: enterprise, mid_market, smb, or empty text for accounts whose tier no source gives
-- source: the policy in force; docs/policy.md gives meaning, unit and source of every threshold
-- one map a tier, not an aggregate a threshold: forty of these took three times as long to plan
WITH named AS (
    SELECT tier, name, max(value) AS value
    FROM ops.policy
    GROUP BY tier, name
),

said AS (
    SELECT tier, map(list(name), list(value)) AS threshold
    FROM named
    GROUP BY tier
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    CAST(NULL AS UBIGINT) AS account_key,
    tier,
    threshold['weight_meeting_frequency'] AS weight_meeting_frequency,
    threshold['weight_responsiveness'] AS weight_responsiveness,
    threshold['weight_qbr_attendance'] AS weight_qbr_attendance,
    threshold['weight_strategic_alignment'] AS weight_strategic_alignment,
    threshold['window_days'] AS window_days,
    threshold['touchpoint_target'] AS touchpoint_target,
    threshold['cadence_days'] AS cadence_days,
    threshold['reply_best_days'] AS reply_best_days,
    threshold['reply_window_days'] AS reply_window_days,
    threshold['unanswered_outreaches'] AS unanswered_outreaches,
    threshold['alignment_medium'] AS alignment_medium,
    threshold['silence_days'] AS silence_days,
    threshold['silence_alert_days'] AS silence_alert_days,
    threshold['champion_min_score'] AS champion_min_score,
    threshold['engaged_min_score'] AS engaged_min_score,
    threshold['min_coverage_pct'] AS min_coverage_pct,
    threshold['stale_after_days'] AS stale_after_days,
    threshold['weight_aged_critical_tickets'] AS weight_aged_critical_tickets,
    threshold['weight_open_tickets'] AS weight_open_tickets,
    threshold['weight_integration_heartbeat'] AS weight_integration_heartbeat,
    threshold['p1_max_age_days'] AS p1_max_age_days,
    threshold['p2_max_age_days'] AS p2_max_age_days,
    threshold['aged_zero_multiple'] AS aged_zero_multiple,
    threshold['open_tickets_target'] AS open_tickets_target,
    threshold['open_tickets_max'] AS open_tickets_max,
    threshold['heartbeat_warn_hours'] AS heartbeat_warn_hours,
    threshold['heartbeat_max_hours'] AS heartbeat_max_hours,
    threshold['heartbeat_drop_pct'] AS heartbeat_drop_pct,
    threshold['heartbeat_trailing_days'] AS heartbeat_trailing_days,
    threshold['heartbeat_trailing_reports'] AS heartbeat_trailing_reports,
    threshold['cap_one_rule'] AS cap_one_rule,
    threshold['cap_two_rules'] AS cap_two_rules,
    threshold['rule_double_multiple'] AS rule_double_multiple,
    threshold['rag_green_min'] AS rag_green_min,
    threshold['rag_amber_min'] AS rag_amber_min,
    threshold['adjustment_max'] AS adjustment_max,
    threshold['adjustment_note_days'] AS adjustment_note_days,
    threshold['adjustment_note_trouble'] AS adjustment_note_trouble,
    threshold['adjustment_note_praise'] AS adjustment_note_praise,
    threshold['adjustment_deal_days'] AS adjustment_deal_days,
    threshold['adjustment_deal_lost'] AS adjustment_deal_lost,
    threshold['adjustment_deal_won'] AS adjustment_deal_won
FROM said
