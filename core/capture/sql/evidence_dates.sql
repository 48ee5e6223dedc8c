-- Of one date column: how many values are not ISO, are ISO but shortened, carry an offset, or are
-- times without a zone.
SELECT
    count(*) FILTER (NOT is_iso) AS odd,
    count(*) FILTER (is_iso AND is_short) AS short,
    count(*) FILTER (is_iso AND form = 'offset') AS offsets,
    count(*) FILTER (is_iso AND form = 'naive') AS naive,
    any_value(value) FILTER (is_iso AND form = 'naive') AS example
FROM (
    SELECT
        value,
        is_short,
        is_iso,
        CASE
            WHEN length(text) <= 10 THEN 'date'
            WHEN right(text, 1) = 'Z' THEN 'utc'
            WHEN length(text) > 16 AND regexp_matches(substr(text, 17), '[+-]\d\d|UTC$') THEN 'offset'
            WHEN text LIKE '%_00:00:00' OR (length(text) = 16 AND text LIKE '%_00:00') THEN 'midnight'
            ELSE 'naive'
        END AS form
    FROM (
        SELECT
            value,
            is_iso,
            NOT is_full AS is_short,
            CASE WHEN is_full OR NOT is_iso THEN value ELSE /*completed*/ END AS text
        FROM (
            SELECT
                value,
                /*is_iso*/ OR /*is_basic*/ AS is_iso,
                /*is_full*/ AS is_full
            FROM (SELECT /*raw*/ AS value FROM /*relation*/)
            -- The full form in UTC and a date alone, mostly all there are, count as none of these.
            WHERE value IS NOT NULL AND NOT (value LIKE '____-__-__T__:__:__Z' OR value LIKE '____-__-__')
            AND NOT /*is_none*/
        )
    )
)
