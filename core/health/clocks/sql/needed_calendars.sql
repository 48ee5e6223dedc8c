-- grain: one row a combination of country, region, zone and hours that accounts with tickets have
-- first_year: year of the first opening of their tickets, not before $from_year
-- parameters: account_key (empty for all accounts), from_year, to_year
WITH hours AS (
    SELECT
        tier,
        max(value) FILTER (WHERE name = 'sla_opens_hour') AS opens_hour,
        max(value) FILTER (WHERE name = 'sla_closes_hour') AS closes_hour
    FROM ops.policy
    GROUP BY tier
),

ticketed AS (
    SELECT account_key, min(year(opened_at)) AS first_year
    FROM crm.ticket
    WHERE account_key IS NOT NULL AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
)

SELECT
    coalesce(own.country, account.country, '') AS country_text,
    coalesce(own.region, account.region, '') AS region_text,
    coalesce(own.time_zone, account.time_zone, '') AS zone_text,
    coalesce(own.opens_hour, hours.opens_hour) AS opens_hour,
    coalesce(own.closes_hour, hours.closes_hour) AS closes_hour,
    greatest(least(min(ticketed.first_year), $to_year), $from_year) AS first_year
FROM ticketed
JOIN ops.golden_account AS account ON account.account_key = ticketed.account_key
LEFT JOIN ops.account_hours AS own ON own.account_key = account.account_key
-- every tier's hours are made, so that a tier at a past date finds its own
CROSS JOIN hours
WHERE
    ($account_key IS NULL OR account.account_key = $account_key)
    AND coalesce(own.opens_hour, hours.opens_hour) < coalesce(own.closes_hour, hours.closes_hour)
GROUP BY ALL
ORDER BY ALL
