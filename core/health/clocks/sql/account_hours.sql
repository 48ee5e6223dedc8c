-- grain: one row, when the people of one account work; calendar columns are empty while it is not made
-- parameters: account_key, as_of
WITH hours AS (
    SELECT
        tier,
        max(value) FILTER (WHERE name = 'sla_opens_hour') AS opens_hour,
        max(value) FILTER (WHERE name = 'sla_closes_hour') AS closes_hour
    FROM ops.policy
    GROUP BY tier
)

SELECT
    coalesce(own.opens_hour, hours.opens_hour) AS opens_hour,
    coalesce(own.closes_hour, hours.closes_hour) AS closes_hour,
    coalesce(own.is_always, FALSE) AS is_always,
    calendar.time_zone,
    calendar.country,
    calendar.subdivision,
    coalesce(calendar.note, '') AS note,
    own.country AS own_country,
    own.region AS own_region,
    own.time_zone AS own_time_zone,
    own.opens_hour AS own_opens_hour,
    own.closes_hour AS own_closes_hour,
    own.reason,
    own.set_by,
    own.set_at
FROM ops.golden_account AS account
LEFT JOIN mart.account_scope AS scope ON scope.account_key = account.account_key AND scope.as_of = $as_of
LEFT JOIN hours ON hours.tier = coalesce(scope.tier, '')
LEFT JOIN ops.account_hours AS own ON own.account_key = account.account_key
LEFT JOIN ops.business_calendar AS calendar
    ON
        calendar.country_text = coalesce(own.country, account.country, '')
        AND calendar.region_text = coalesce(own.region, account.region, '')
        AND calendar.zone_text = coalesce(own.time_zone, account.time_zone, '')
        AND calendar.opens_hour = coalesce(own.opens_hour, hours.opens_hour)
        AND calendar.closes_hour = coalesce(own.closes_hour, hours.closes_hour)
WHERE account.account_key = $account_key
