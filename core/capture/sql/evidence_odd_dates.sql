-- Of one date column: the forms of values that are not ISO, most frequent first, and which order of
-- day and month they prove.
SELECT
    min(value) AS example,
    list(DISTINCT lower(regexp_extract(value, '\p{L}{3,}'))) AS words,
    count(*) FILTER (clear = 'dmy') AS dmy,
    count(*) FILTER (clear = 'mdy') AS mdy,
    count(*) FILTER (
        clear IS NULL
        AND TRY_CAST(regexp_extract(value, '^(\d+)\D+(\d+)', 1) AS INTEGER) IS DISTINCT FROM TRY_CAST(regexp_extract(value, '^(\d+)\D+(\d+)', 2) AS INTEGER)
    ) AS unclear
FROM (
    SELECT
        value,
        /*clear*/ AS clear,
        regexp_replace(regexp_replace(value, '\p{L}{2,}', 'a', 'g'), '\d', '9', 'g') AS form
    FROM (SELECT /*raw*/ AS value FROM /*relation*/)
    WHERE value IS NOT NULL AND NOT (/*is_iso*/ OR /*is_basic*/) AND NOT /*is_none*/
)
GROUP BY form
ORDER BY count(*) DESC, example
LIMIT 100
