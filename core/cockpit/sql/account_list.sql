-- grain: one row a filtered account of the page asked for; total counts all of them
-- days_to_renewal, days_since_contact: days from as_of, the first negative once the renewal has passed
-- parameters: those of filtered_account, account_key (empty for all), sort, descending, limit, offset
WITH
ranked AS (
    SELECT
        *,
        CASE $sort
            WHEN 'name' THEN lower(name)
            WHEN 'segment' THEN lower(segment)
            WHEN 'region' THEN lower(region)
            WHEN 'owner' THEN owner_email
        END AS text_rank,
        CASE $sort
            WHEN 'arr' THEN arr_amount::DOUBLE
            WHEN 'renewal' THEN epoch(renewal_on)
            WHEN 'sponsor_score' THEN sponsor_score
            WHEN 'health_score' THEN health_score
            WHEN 'last_contact' THEN epoch(last_contact_at)
            WHEN 'open_tickets' THEN open_tickets
            WHEN 'tier' THEN list_position(['enterprise', 'mid_market', 'smb'], tier)
            WHEN 'rag' THEN list_position(['red', 'amber', 'green', 'grey'], rag)
            WHEN 'level'
                THEN list_position(['unknown', 'disengaged', 'passive', 'engaged', 'champion'], level)
        END AS number_rank
    FROM filtered_account
    WHERE $account_key IS NULL OR account_key = $account_key::UBIGINT
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
                lower(name), account_key
        ) AS place
    FROM ranked
    ORDER BY place
    LIMIT $limit OFFSET $offset
)

SELECT
    page.account_key, page.account_id, page.source_system, page.name, page.tier, page.segment,
    page.region, page.owner_email, page.arr_amount, page.currency, page.renewal_on,
    date_diff('day', $as_of, page.renewal_on) AS days_to_renewal,
    page.sponsor_score, page.sponsor_coverage_pct, page.level, page.risk,
    coalesce(sponsor.full_name, sponsor.email) AS primary_sponsor,
    page.primary_contact_key,
    coalesce(backup.full_name, backup.email) AS backup_sponsor,
    page.executives, page.engaged_executives, page.last_contact_at, page.days_since_contact,
    page.silence_alert, page.health_score, page.health_coverage_pct, page.rag, page.at_risk,
    page.rules_tripped, page.override_rag, page.open_tickets, page.oldest_critical_days,
    page.last_heartbeat_at, page.total
FROM page
LEFT JOIN mart.contact_profile AS sponsor
    ON sponsor.contact_key = page.primary_contact_key AND sponsor.as_of = $as_of
LEFT JOIN mart.contact_profile AS backup
    ON backup.contact_key = page.backup_contact_key AND backup.as_of = $as_of
ORDER BY page.place
