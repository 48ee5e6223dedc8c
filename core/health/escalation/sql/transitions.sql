-- grain: one row an account for which the scan of as_of says something new
-- step: open, worsen, recover, better, relapse, or see when an escalation only has a lower score than before
-- severity_rank: 3 critical, 2 high, 1 medium
-- parameters: as_of, account_key (empty for all); thresholds are those of the account's tier
WITH
threshold AS (
    SELECT
        tier,
        max(value) FILTER (WHERE name = 'escalation_score') AS escalation_score,
        max(value) FILTER (WHERE name = 'recovery_scans') AS recovery_scans,
        max(value) FILTER (WHERE name = 'escalate_first_seen') = 1 AS escalates_first_seen,
        max(value) FILTER (WHERE name = 'severity_critical_score') AS critical_score,
        max(value) FILTER (WHERE name = 'severity_large_arr_pct') AS large_arr_pct,
        max(value) FILTER (WHERE name = 'severity_renewal_days') AS renewal_days
    FROM ops.policy
    GROUP BY tier
),

present AS (
    SELECT
        health.account_key, health.score, health.rag AS band, health.rules_tripped,
        coalesce(account.tier, '') AS tier, account.arr_amount, account.currency, account.renewal_on,
        list_position(['red', 'amber', 'green'], health.rag) AS band_rank
    FROM mart.account_health AS health
    JOIN ops.golden_account AS account ON account.account_key = health.account_key
    WHERE
        health.as_of = $as_of
        AND ($account_key IS NULL OR health.account_key = $account_key)
        AND health.rag <> 'grey'
),

standing AS (
    SELECT *, list_position(['red', 'amber', 'green'], worst_band) AS worst_rank,
        list_position(['medium', 'high', 'critical'], severity) AS standing_severity_rank
    FROM ops.escalation
    WHERE recovered_at IS NULL AND ($account_key IS NULL OR account_key = $account_key)
),

compared AS (
    SELECT
        present.*, threshold.* EXCLUDE (tier),
        seen.band AS from_band, seen.score AS from_score,
        standing.escalation_id, standing.better_scans, standing.better_on, standing.worst_score,
        standing.worst_rank, standing.standing_severity_rank, standing.severity_reasons AS standing_reasons,
        present.score < threshold.escalation_score AS is_below,
        coalesce(present.band_rank < list_position(['red', 'amber', 'green'], seen.band), FALSE) AS is_worse_band,
        standing.escalation_id IS NOT NULL
        AND present.score >= threshold.escalation_score
        AND (present.band_rank > standing.worst_rank OR NOT standing.needs_better_band) AS is_better
    FROM present
    JOIN threshold ON threshold.tier = present.tier
    LEFT JOIN ops.escalation_watch AS seen ON seen.account_key = present.account_key
    LEFT JOIN standing ON standing.account_key = present.account_key
    WHERE coalesce(seen.seen_on <= $as_of, TRUE)
),

larger AS (
    SELECT account_key,
        100.0 * (rank() OVER by_arr - 1) / count(*) OVER (PARTITION BY currency) AS larger_pct
    FROM ops.golden_account
    WHERE arr_amount > 0
    WINDOW by_arr AS (PARTITION BY currency ORDER BY arr_amount DESC)
),

reasoned AS (
    SELECT
        compared.*,
        coalesce(larger.larger_pct < compared.large_arr_pct, FALSE) AS has_large_arr,
        coalesce(compared.renewal_on BETWEEN $as_of AND $as_of + compared.renewal_days::INTEGER, FALSE)
            AS has_renewal_near,
        compared.band = 'red' AND compared.score < compared.critical_score AS is_very_low
    FROM compared
    LEFT JOIN larger ON larger.account_key = compared.account_key
),

judged AS (
    SELECT
        *,
        CASE
            WHEN is_very_low THEN 3
            ELSE least(3, CASE band WHEN 'red' THEN 2 ELSE 1 END + (has_large_arr OR has_renewal_near)::INTEGER)
        END AS severity_rank,
        list_filter([
            CASE band WHEN 'green' THEN 'below_limit' ELSE band END,
            CASE WHEN is_very_low THEN 'very_low_score' END,
            CASE WHEN has_large_arr THEN 'large_arr' END,
            CASE WHEN has_renewal_near THEN 'renewal_near' END
        ], lambda reason: reason IS NOT NULL) AS severity_reasons
    FROM reasoned
),

decided AS (
    SELECT
        *,
        CASE
            WHEN escalation_id IS NULL AND from_band IS NULL AND is_below AND escalates_first_seen THEN 'open'
            WHEN escalation_id IS NULL AND from_score >= escalation_score AND is_below THEN 'open'
            WHEN escalation_id IS NULL AND is_worse_band THEN 'open'
            WHEN is_better AND better_on = $as_of THEN 'see'
            WHEN is_better AND better_scans + 1 >= recovery_scans THEN 'recover'
            WHEN is_better THEN 'better'
            WHEN band_rank < worst_rank OR severity_rank > standing_severity_rank THEN 'worsen'
            WHEN is_below AND worst_score >= escalation_score THEN 'worsen'
            WHEN better_scans > 0 THEN 'relapse'
            ELSE 'see'
        END AS step
    FROM judged
)

SELECT
    account_key, step, band, score, from_band, from_score, escalation_id, escalation_score, severity_rank,
    severity_reasons, rules_tripped, is_below, is_worse_band
FROM decided
WHERE step <> 'see' OR (escalation_id IS NOT NULL AND score < worst_score)
ORDER BY severity_rank DESC, score, account_key
