-- grain: one row a filtered account with what it adds to one KPI, of the page asked for; total counts all
-- numerator, denominator: the account's share of the sums that make the KPI
-- parameters: those of filtered_account, kpi, limit, offset
WITH
part AS (
    SELECT
        account.account_key,
        account.account_id,
        account.source_system,
        account.name,
        account.tier,
        account.level,
        CASE $kpi
            WHEN 'exec_engagement_rate' THEN part.is_engaged::BIGINT
            WHEN 'avg_days_between_exec_contacts' THEN part.gap_days
            WHEN 'qbr_exec_attendance' THEN part.qbrs_with_executive
            WHEN 'sponsor_retention_yoy' THEN part.sponsors_retained
            WHEN 'multi_thread_score' THEN part.executives_engaged
        END AS numerator,
        CASE $kpi
            WHEN 'avg_days_between_exec_contacts' THEN part.gaps
            WHEN 'qbr_exec_attendance' THEN part.qbrs_held
            WHEN 'sponsor_retention_yoy' THEN part.sponsors_year_ago
            ELSE 1
        END AS denominator
    FROM filtered_account AS account
    JOIN mart.sponsor_kpi_part AS part
        ON part.account_key = account.account_key AND part.as_of = $as_of
)

SELECT
    account_key,
    account_id,
    source_system,
    name,
    tier,
    level,
    coalesce(numerator, 0)::DOUBLE AS numerator,
    coalesce(denominator, 0)::DOUBLE AS denominator,
    CASE WHEN denominator > 0 THEN numerator::DOUBLE / denominator END AS value,
    (SELECT count(*) FROM part) AS total
FROM part
ORDER BY
    value IS NULL,
    CASE WHEN $kpi = 'avg_days_between_exec_contacts' THEN -value ELSE value END,
    denominator DESC, lower(name), account_key
LIMIT $limit OFFSET $offset
