-- Of one number column: values that are no plain numbers, and those only one style can be.
SELECT
    count(*) AS odd,
    count(*) FILTER (regexp_matches(value, '^\D*\d{1,3}(,\d{3})+(\.\d+)?\D*$')) AS is_grouped,
    count(*) FILTER (regexp_matches(value, '^\D*(\d{1,3}(\.\d{3})+|\d+),\d{1,2}\D*$|^\D*\d{1,3}(\.\d{3}){2,}\D*$')) AS is_european
FROM (
    SELECT translate(value, ' ''’' || chr(160) || chr(8239), '') AS value
    FROM (SELECT /*raw*/ AS value FROM /*relation*/)
    WHERE value IS NOT NULL AND TRY_CAST(value AS DOUBLE) IS NULL
)
