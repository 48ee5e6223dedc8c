-- one calendar
INSERT INTO ops.business_calendar BY NAME
SELECT
    $calendar_id AS calendar_id,
    $country_text AS country_text,
    $region_text AS region_text,
    $zone_text AS zone_text,
    $opens_hour AS opens_hour,
    $closes_hour AS closes_hour,
    $country AS country,
    $subdivision AS subdivision,
    $time_zone AS time_zone,
    $note AS note,
    $first_year AS first_year,
    $last_year AS last_year,
    $made_with AS made_with
