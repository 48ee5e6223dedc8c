-- grain: one row a filtered account of the page asked for; total counts all of them
-- days_to_renewal, days_since_contact: days from as_of, the first negative once the renewal has passed
-- parameters: those of filtered_account, account_key (empty for all), sort, descending, limit, offset
WITH
listed AS (
    SELECT
        account.*,
        date_diff('day', $as_of, account.renewal_on) AS days_to_renewal,
        coalesce(sponsor.full_name, sponsor.email) AS primary_sponsor,
        coalesce(backup.full_name, backup.email) AS backup_sponsor,
        CASE $sort
            WHEN 'name' THEN lower(account.name)
            WHEN 'segment' THEN lower(account.segment)
            WHEN 'region' THEN lower(account.region)
            WHEN 'owner' THEN account.owner_email
        END AS text_rank,
        CASE $sort
            WHEN 'arr' THEN account.arr_amount::DOUBLE
            WHEN 'renewal' THEN epoch(account.renewal_on)
            WHEN 'sponsor_score' THEN account.sponsor_score
            WHEN 'health_score' THEN account.health_score
            WHEN 'last_contact' THEN epoch(account.last_contact_at)
            WHEN 'open_tickets' THEN account.open_tickets
            WHEN 'tier' THEN list_position(['enterprise', 'mid_market', 'smb'], account.tier)
            WHEN 'rag' THEN list_position(['red', 'amber', 'green', 'grey'], account.rag)
            WHEN 'level'
                THEN list_position(
                    ['unknown', 'disengaged', 'passive', 'engaged', 'champion'], account.level
                )
        END AS number_rank
    FROM filtered_account AS account
    LEFT JOIN mart.contact_profile AS sponsor
        ON sponsor.contact_key = account.primary_contact_key AND sponsor.as_of = $as_of
    LEFT JOIN mart.contact_profile AS backup
        ON backup.contact_key = account.backup_contact_key AND backup.as_of = $as_of
    WHERE $account_key IS NULL OR account.account_key = $account_key::UBIGINT
)

SELECT
    account_key, account_id, source_system, name, tier, segment, region, owner_email, arr_amount,
    currency, renewal_on, days_to_renewal, sponsor_score, sponsor_coverage_pct, level, risk,
    primary_sponsor, primary_contact_key, backup_sponsor, executives, engaged_executives,
    last_contact_at, days_since_contact, silence_alert, health_score, health_coverage_pct, rag,
    at_risk, rules_tripped, override_rag, open_tickets, oldest_critical_days, last_heartbeat_at,
    count(*) OVER () AS total
FROM listed
ORDER BY
    CASE WHEN NOT $descending THEN text_rank END ASC NULLS LAST,
    CASE WHEN $descending THEN text_rank END DESC NULLS LAST,
    CASE WHEN $descending THEN -number_rank ELSE number_rank END ASC NULLS LAST,
    lower(name), account_key
LIMIT $limit OFFSET $offset
