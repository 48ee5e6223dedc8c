-- grain: one row a KPI and date of $days for which the mart has rows
-- numerator, denominator: sums over the filtered accounts
-- value: their ratio; empty over zero, and where engagement is asked for but known of no account
-- source: portfolio metrics of the executive sponsor tracker
-- parameters: those of filtered_account, days
WITH
total AS (
    SELECT
        part.as_of,
        count(*) AS accounts,
        count(*) FILTER (part.is_engaged) AS engaged_accounts,
        sum(part.gap_days) AS gap_days,
        sum(part.gaps) AS gaps,
        sum(part.qbrs_held) AS qbrs_held,
        sum(part.qbrs_with_executive) AS qbrs_with_executive,
        sum(part.sponsors_year_ago) AS sponsors_year_ago,
        sum(part.sponsors_retained) AS sponsors_retained,
        sum(part.executives_engaged) AS executives_engaged
    FROM filtered_account AS account
    JOIN mart.sponsor_kpi_part AS part ON part.account_key = account.account_key
    WHERE list_contains($days::DATE[], part.as_of)
    GROUP BY part.as_of
),

known AS (
    SELECT DISTINCT sponsor.as_of
    FROM filtered_account AS account
    JOIN mart.account_sponsor AS sponsor ON sponsor.account_key = account.account_key
    WHERE list_contains($days::DATE[], sponsor.as_of) AND sponsor.level <> 'unknown'
),

kpi AS (
    SELECT
        as_of, 'exec_engagement_rate' AS name, engaged_accounts AS numerator, accounts AS denominator,
        as_of IN (SELECT as_of FROM known) AS is_known
    FROM total
    UNION ALL
    SELECT as_of, 'avg_days_between_exec_contacts', gap_days, gaps, TRUE
    FROM total
    UNION ALL
    SELECT as_of, 'qbr_exec_attendance', qbrs_with_executive, qbrs_held, TRUE
    FROM total
    UNION ALL
    SELECT as_of, 'sponsor_retention_yoy', sponsors_retained, sponsors_year_ago, TRUE
    FROM total
    UNION ALL
    SELECT as_of, 'multi_thread_score', executives_engaged, accounts, as_of IN (SELECT as_of FROM known)
    FROM total
)

SELECT
    as_of,
    name,
    coalesce(numerator, 0)::DOUBLE AS numerator,
    coalesce(denominator, 0)::DOUBLE AS denominator,
    CASE WHEN denominator > 0 AND (is_known OR numerator > 0) THEN numerator::DOUBLE / denominator END AS value
FROM kpi
ORDER BY as_of, name
