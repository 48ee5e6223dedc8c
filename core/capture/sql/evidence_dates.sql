-- Of one date column: how many values are not ISO, carry an offset, or are times without a zone.
SELECT
    count(*) FILTER (NOT is_iso) AS odd,
    count(*) FILTER (is_iso AND form = 'offset') AS offsets,
    count(*) FILTER (is_iso AND form = 'naive') AS naive,
    any_value(value) FILTER (is_iso AND form = 'naive') AS example
FROM (
    SELECT
        value,
        value LIKE '____-__-__%' AS is_iso,
        CASE
            WHEN length(value) <= 10 THEN 'date'
            WHEN right(value, 1) = 'Z' THEN 'utc'
            WHEN length(value) > 16 AND regexp_matches(substr(value, 17), '[+-]\d\d|UTC$') THEN 'offset'
            WHEN value LIKE '%_00:00:00' OR value LIKE '%_00:00' THEN 'midnight'
            ELSE 'naive'
        END AS form
    FROM (SELECT /*raw*/ AS value FROM /*relation*/)
    WHERE value IS NOT NULL
)
