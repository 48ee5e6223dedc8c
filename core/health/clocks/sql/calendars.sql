-- grain: one row a calendar that is there
SELECT
    calendar_id, country_text, region_text, zone_text, opens_hour, closes_hour,
    first_year, last_year, made_with
FROM ops.business_calendar
