-- grain: one row an active executive and factor
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- factor: meeting_frequency, responsiveness, qbr_attendance or strategic_alignment
-- points: points earned; empty when the measure is missing
-- max_points: weight of the factor, points
-- state: present, stale or missing
-- measure: measured value, in unit; empty when missing
-- unit: unit of measure and target
-- target: value that earns all points, in unit
-- note: why a measure is missing or stale and what to import; otherwise the measure in words
-- evidence: rows the measure was made from, as table/key
-- source: executive sponsor tracker, score breakdown
WITH account AS (
    SELECT
        scope.account_key,
        scope.tier AS account_tier,
        scope.has_activities,
        coalesce(
            CAST($as_of AS DATE) - CAST(scope.activities_at AS DATE) > policy.stale_after_days, FALSE
        ) AS is_stale,
        policy.* EXCLUDE (as_of, account_key, tier)
    FROM mart.account_scope AS scope
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

qbr AS (
    SELECT account_key, count(*) AS held, list_sort(list(activity_key)) AS activity_keys
    FROM mart.qbr_held
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

goal AS (
    SELECT
        account_key,
        count(*) FILTER (WHERE alignment = 'high') AS high,
        count(*) FILTER (WHERE alignment = 'medium') AS medium,
        count(*) AS rated,
        list_sort(list(goal_key)) AS goal_keys
    FROM crm.goal
    WHERE alignment IN ('high', 'medium', 'low') AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

measured AS (
    SELECT
        executive.*,
        account.* EXCLUDE (account_key),
        qbr.held,
        qbr.activity_keys AS qbr_keys,
        (goal.high + account.alignment_medium * goal.medium) / goal.rated AS alignment,
        goal.goal_keys
    FROM mart.executive_measure AS executive
    JOIN account ON account.account_key = executive.account_key
    LEFT JOIN qbr ON qbr.account_key = executive.account_key
    LEFT JOIN goal ON goal.account_key = executive.account_key
    WHERE executive.as_of = $as_of AND ($account_key IS NULL OR executive.account_key = $account_key)
),

factor AS (
    SELECT
        account_key, contact_key, 'meeting_frequency' AS factor, weight_meeting_frequency AS max_points, is_stale,
        CASE WHEN has_activities AND account_tier <> '' THEN touchpoints END AS measure,
        least(1, touchpoints / touchpoint_target) AS share,
        'touchpoints' AS unit, CASE WHEN account_tier <> '' THEN touchpoint_target END AS target,
        CASE
            WHEN account_tier = '' THEN 'No tier: import accounts with their tier.'
            ELSE 'No activities: import meetings and calls.'
        END AS absence, touchpoint_keys AS evidence_keys
    FROM measured
    UNION ALL
    SELECT
        account_key, contact_key, 'responsiveness', weight_responsiveness, is_stale, mean_reply_days,
        greatest(0, least(1, (reply_window_days - mean_reply_days) / (reply_window_days - reply_best_days))), 'days',
        reply_best_days, 'No message of ours with a reply due: import e-mails with direction and thread.', message_keys
    FROM measured
    UNION ALL
    SELECT
        account_key, contact_key, 'qbr_attendance', weight_qbr_attendance, is_stale,
        CASE WHEN held > 0 THEN qbrs_attended END, qbrs_attended / held, 'QBRs', held,
        'No QBR held in the window: import QBRs with their participants.', qbr_keys
    FROM measured
    UNION ALL
    SELECT
        account_key, contact_key, 'strategic_alignment', weight_strategic_alignment, FALSE, alignment, alignment,
        'share', 1, 'No goals: import goals with their alignment.', goal_keys
    FROM measured
)

SELECT
    CAST($as_of AS DATE) AS as_of, account_key, contact_key, factor,
    CASE WHEN measure IS NOT NULL THEN round(max_points * share, 6) END AS points,
    max_points,
    CASE WHEN measure IS NULL THEN 'missing' WHEN is_stale THEN 'stale' ELSE 'present' END AS state,
    CAST(measure AS DOUBLE) AS measure, unit, CAST(target AS DOUBLE) AS target,
    CASE WHEN measure IS NULL THEN absence WHEN is_stale THEN 'No newer activities: import them.' ELSE '' END AS note,
    CASE
        WHEN measure IS NULL THEN []
        WHEN factor = 'strategic_alignment' THEN [('crm.goal/' || key) FOR key IN evidence_keys]
        ELSE [('crm.activity/' || key) FOR key IN evidence_keys]
    END AS evidence
FROM factor
