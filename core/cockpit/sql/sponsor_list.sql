-- grain: one row an executive of the filtered accounts, of the page asked for; total counts all
-- score: points of 100; empty when it abstains. cadence_days, days_over, mean_reply_days: days
-- cadence_state: of touchpoints that count for the tier, not of any contact: overdue, due_soon (the last
--   fifth of the cadence), on_track, never (no touchpoint), unknown (no tier, or no activities imported)
-- parameters: those of filtered_account, account_key (empty for all), contact_levels, cadence_states,
--   primary_only, without_backup, sort, descending, limit, offset
WITH
executive AS (
    SELECT
        score.contact_key,
        profile.source_id AS contact_id,
        coalesce(profile.full_name, profile.email, profile.source_id) AS full_name,
        profile.title, profile.seniority, profile.function, profile.role, profile.email, profile.status,
        account.account_key,
        account.account_id,
        account.name AS account_name,
        account.tier,
        account.owner_email,
        score.score, score.coverage_pct, score.level, score.risk, score.is_primary, score.is_backup,
        score.relationship, score.last_contact_at, score.last_contact_kind, score.days_since_contact,
        score.last_exec_outreach_on, score.is_overdue,
        round(score.cadence_days)::INTEGER AS cadence_days,
        measure.last_touchpoint_at,
        (($as_of - measure.last_touchpoint_at::DATE) - round(score.cadence_days))::INTEGER AS days_over,
        CASE
            WHEN score.is_overdue IS NULL THEN 'unknown'
            WHEN measure.last_touchpoint_at IS NULL THEN 'never'
            WHEN score.is_overdue THEN 'overdue'
            WHEN $as_of - measure.last_touchpoint_at::DATE >= 0.8 * score.cadence_days THEN 'due_soon'
            ELSE 'on_track'
        END AS cadence_state,
        score.touchpoints, score.touchpoint_target, score.mean_reply_days, score.qbrs_attended,
        score.qbrs_held,
        account.backup_contact_key,
        'crm.contact/' || score.contact_key AS evidence
    FROM filtered_account AS account
    JOIN mart.sponsor_score AS score
        ON score.account_key = account.account_key AND score.as_of = $as_of
    JOIN mart.contact_profile AS profile
        ON profile.contact_key = score.contact_key AND profile.as_of = $as_of
    LEFT JOIN mart.executive_measure AS measure
        ON measure.contact_key = score.contact_key AND measure.as_of = $as_of
    WHERE
        ($account_key IS NULL OR account.account_key = $account_key::UBIGINT)
        AND (NOT $primary_only OR score.is_primary)
        AND (NOT $without_backup OR account.backup_contact_key IS NULL)
        AND (len($contact_levels) = 0 OR list_contains($contact_levels::VARCHAR[], score.level))
),

ranked AS (
    SELECT
        *,
        CASE $sort WHEN 'name' THEN lower(full_name) WHEN 'account' THEN lower(account_name) END AS text_rank,
        CASE $sort
            WHEN 'score' THEN score
            WHEN 'last_contact' THEN epoch(last_contact_at)
            WHEN 'overdue' THEN days_over
            WHEN 'tier' THEN list_position(['enterprise', 'mid_market', 'smb'], tier)
            WHEN 'level'
                THEN list_position(['unknown', 'disengaged', 'passive', 'engaged', 'champion'], level)
            WHEN 'risk' THEN list_position(['critical', 'high', 'medium', 'low'], risk)
        END AS number_rank
    FROM executive
    WHERE len($cadence_states) = 0 OR list_contains($cadence_states::VARCHAR[], cadence_state)
),

page AS (
    SELECT
        *,
        (SELECT count(*) FROM ranked) AS total,
        row_number() OVER (
            ORDER BY
                CASE WHEN NOT $descending THEN text_rank END ASC NULLS LAST,
                CASE WHEN $descending THEN text_rank END DESC NULLS LAST,
                CASE WHEN $descending THEN -number_rank ELSE number_rank END ASC NULLS LAST,
                lower(account_name), account_key, is_primary DESC, score DESC NULLS LAST, contact_key
        ) AS place
    FROM ranked
    ORDER BY place
    LIMIT $limit OFFSET $offset
)

SELECT
    page.* EXCLUDE (text_rank, number_rank, place, backup_contact_key, is_overdue),
    coalesce(backup.full_name, backup.email) AS backup_sponsor
FROM page
LEFT JOIN mart.contact_profile AS backup
    ON backup.contact_key = page.backup_contact_key AND backup.as_of = $as_of
ORDER BY page.place
