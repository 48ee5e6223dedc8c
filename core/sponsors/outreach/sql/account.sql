-- grain: one row, the account
-- values are those at the date: one that a later export changed is the one before
-- exported_at: when the newest export of the account's kind up to the date was taken, UTC
-- window_days: days of the sponsor score's window; empty when the scores are not computed for the date
-- silent_days: days without contact with any executive, where that raises the tier's alert
-- customer_since: when the first opportunity on record was won; since_name is its name
-- parameters: account_key, as_of
WITH later AS (
    SELECT field, arg_min({'value': from_value}, observed_at) AS was
    FROM crm.change_event
    WHERE
        entity = 'account'
        AND entity_key = $account_key::UBIGINT
        AND observed_at >= $as_of::DATE + INTERVAL 1 DAY
    GROUP BY field
),

former AS (
    SELECT
        any_value(was) FILTER (WHERE field = 'name') AS name,
        any_value(was) FILTER (WHERE field = 'tier') AS tier,
        any_value(was) FILTER (WHERE field = 'owner') AS owner_email,
        any_value(was) FILTER (WHERE field = 'amount') AS arr_amount,
        any_value(was) FILTER (WHERE field = 'renewal_on') AS renewal_on
    FROM later
),

first_won AS (
    SELECT
        min(close_on) AS customer_since,
        arg_min(name, close_on) AS since_name,
        arg_min(opportunity_key, close_on) AS since_key
    FROM crm.opportunity
    WHERE account_key = $account_key::UBIGINT AND outcome = 'won' AND close_on <= $as_of
)

SELECT
    account.account_key,
    CASE WHEN former.name IS NULL THEN account.name ELSE former.name.value END AS name,
    CASE WHEN former.tier IS NULL THEN account.tier ELSE former.tier.value END AS tier,
    CASE WHEN former.owner_email IS NULL THEN account.owner_email ELSE former.owner_email.value END AS owner_email,
    CASE
        WHEN former.arr_amount IS NULL THEN account.arr_amount
        ELSE TRY_CAST(former.arr_amount.value AS DECIMAL(18, 2))
    END AS arr_amount,
    CASE
        WHEN former.renewal_on IS NULL THEN account.renewal_on
        ELSE TRY_CAST(former.renewal_on.value AS DATE)
    END AS renewal_on,
    account.currency, account.region, account.industry, account.country, account.time_zone, account.domain,
    (
        SELECT max(newest.exported_at)
        FROM crm.import_batch AS mine
        JOIN crm.import_batch AS newest ON newest.kind = mine.kind
        WHERE
            mine.batch_id = account.batch_id
            AND newest.undone_at IS NULL
            AND newest.exported_at < $as_of::DATE + INTERVAL 1 DAY
    ) AS exported_at,
    first_won.customer_since, first_won.since_name, first_won.since_key,
    policy.window_days::INTEGER AS window_days,
    health.rag, health.score AS health_score, health.rules_tripped,
    health.open_tickets IS NOT NULL AS has_tickets,
    sponsor.level AS sponsor_level, sponsor.score AS sponsor_score,
    sponsor.primary_contact_key, sponsor.backup_contact_key,
    CASE WHEN sponsor.silence_alert THEN sponsor.days_since_contact END AS silent_days
FROM crm.account AS account
CROSS JOIN former
CROSS JOIN first_won
LEFT JOIN mart.account_scope AS scope ON scope.account_key = account.account_key AND scope.as_of = $as_of
LEFT JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = account.account_key AND sponsor.as_of = $as_of
LEFT JOIN mart.account_health AS health ON health.account_key = account.account_key AND health.as_of = $as_of
WHERE account.account_key = $account_key::UBIGINT
