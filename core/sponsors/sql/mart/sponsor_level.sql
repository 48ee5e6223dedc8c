-- grain: one row an active executive
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- full_name: full name
-- is_marked_primary: marked as the primary executive sponsor
-- started_on: first day in the present role
-- score: 0 to 100, over the factors present; empty when it abstains
-- coverage_pct: share of the weight that was present, percent
-- level: champion, engaged, passive, disengaged or unknown
-- days_since_contact: days since the newest direct contact
-- qbrs_held: QBRs held within the window
-- cadence_days: longest time between touchpoints for the tier, days; empty without a tier
-- touchpoint_target: touchpoints that earn all points; empty without a tier
-- has_activities: activities were imported for the account
-- source: executive sponsor tracker, levels; the first rule that holds
WITH points AS (
    SELECT
        contact_key,
        CAST(sum(CAST(points AS DECIMAL(18, 6))) AS DOUBLE) AS points,
        coalesce(sum(max_points) FILTER (WHERE state <> 'missing'), 0) AS weight_present,
        sum(max_points) AS weight,
        coalesce(max(target) FILTER (WHERE factor = 'qbr_attendance'), 0) AS qbrs_held
    FROM mart.sponsor_contribution
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY contact_key
),

measured AS (
    SELECT
        executive.*,
        profile.full_name, profile.is_marked_primary, profile.started_on,
        policy.min_coverage_pct,
        policy.silence_days,
        policy.champion_min_score,
        policy.engaged_min_score,
        CASE WHEN scope.tier <> '' THEN policy.cadence_days END AS cadence_days,
        CASE WHEN scope.tier <> '' THEN policy.touchpoint_target END AS touchpoint_target,
        scope.has_activities,
        round(100 * points.weight_present / points.weight, 6) AS coverage_pct,
        round(100 * points.points / points.weight_present, 6) AS score_of_present,
        points.qbrs_held,
        CAST($as_of AS DATE) - CAST(executive.last_contact_at AS DATE) AS days_since_contact
    FROM mart.executive_measure AS executive
    JOIN points ON points.contact_key = executive.contact_key
    JOIN mart.contact_profile AS profile ON profile.contact_key = executive.contact_key AND profile.as_of = $as_of
    JOIN mart.account_scope AS scope ON scope.account_key = executive.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE
        executive.as_of = $as_of
        AND (
            $account_key IS NULL
            OR (executive.account_key = $account_key AND profile.account_key = $account_key AND scope.account_key = $account_key)
        )
),

scored AS (
    SELECT *, CASE WHEN coverage_pct >= min_coverage_pct AND coverage_pct > 0 THEN score_of_present END AS score
    FROM measured
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    contact_key,
    full_name,
    is_marked_primary,
    started_on,
    score,
    coverage_pct,
    CASE
        WHEN score IS NULL THEN 'unknown'
        WHEN has_activities AND (days_since_contact IS NULL OR days_since_contact >= silence_days) THEN 'disengaged'
        WHEN is_unanswering THEN 'disengaged'
        WHEN score >= champion_min_score AND (advocacies > 0 OR (qbrs_held > 0 AND qbrs_attended >= qbrs_held)) THEN 'champion'
        WHEN score >= engaged_min_score THEN 'engaged'
        ELSE 'passive'
    END AS level,
    days_since_contact,
    CAST(qbrs_held AS BIGINT) AS qbrs_held,
    cadence_days,
    touchpoint_target,
    has_activities
FROM scored
