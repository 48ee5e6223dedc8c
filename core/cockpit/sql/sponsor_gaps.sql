-- grain: one row a filtered account and thing its executive relationship lacks
-- gap: departed, no_executive, silent or no_backup
-- parameters: those of filtered_account, limit, offset
WITH
departed AS (
    -- the one who left last; of several, the first by key
    SELECT
        profile.account_key,
        arg_min(
            coalesce(profile.full_name, profile.email),
            (date_diff('day', coalesce(profile.left_on, DATE '1900-01-01'), DATE '1900-01-01'), profile.contact_key)
        ) AS full_name,
        max(profile.left_on) AS left_on
    FROM mart.contact_profile AS profile
    WHERE
        profile.as_of = $as_of
        AND profile.status = 'left'
        AND (profile.is_marked_primary OR profile.role = 'executive_sponsor')
    GROUP BY profile.account_key
),

gap AS (
    SELECT
        account.*,
        'departed' AS gap,
        1 AS urgency,
        departed.full_name || ' left' || coalesce(' on ' || departed.left_on, '') AS detail
    FROM filtered_account AS account
    JOIN departed ON departed.account_key = account.account_key
    UNION ALL
    SELECT account.*, 'no_executive', 2, 'No executive is known'
    FROM filtered_account AS account
    WHERE account.executives = 0
    UNION ALL
    SELECT
        account.*,
        'silent',
        3,
        coalesce('No executive contact for ' || account.days_since_contact || ' days', 'No executive contact on record')
    FROM filtered_account AS account
    WHERE account.silence_alert
    UNION ALL
    SELECT account.*, 'no_backup', 4, 'Nobody could stand in for the primary sponsor'
    FROM filtered_account AS account
    WHERE account.executives > 0 AND account.backup_contact_key IS NULL
)

SELECT account_key, account_id, name AS account_name, tier, owner_email, gap, detail
FROM gap
ORDER BY urgency, arr_amount DESC NULLS LAST, lower(name), account_key
LIMIT $limit OFFSET $offset
