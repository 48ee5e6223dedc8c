-- Of one number column: values that are no plain numbers, values with a mark, those whose decimal
-- mark can only be a point or only a comma, those that can be read both ways (1.234), and those
-- with three or more digits after their last mark.
SELECT
    count(*) FILTER (is_odd) AS odd,
    count(*) FILTER (contains(bare, '.') OR contains(bare, ',')) AS marked,
    count(*) FILTER (is_point) AS point,
    count(*) FILTER (is_comma) AS comma,
    count(*) FILTER (is_unclear AND NOT is_point AND NOT is_comma) AS unclear,
    count(*) FILTER (regexp_matches(bare, '[.,]\d{3,}$')) AS fine,
    min(value) FILTER (is_point) AS point_example,
    min(value) FILTER (is_comma) AS comma_example,
    min(value) FILTER (is_unclear AND NOT is_point AND NOT is_comma) AS unclear_example
FROM (
    SELECT
        value,
        bare,
        is_odd,
        regexp_full_match(bare, '[1-9]\d{0,2}[.,]\d{3}') AS is_unclear,
        regexp_full_match(
            bare,
            '[1-9]\d{0,2}(,\d{3})+\.\d+|[1-9]\d{0,2}(,\d{3}){2,}|[1-9]\d{0,2}([ '']\d{3})+\.\d+|(\d{4,}|0\d*)?\.\d+|\d+\.(\d{0,2}|\d{4,})'
        )
        OR (/*is_whole*/ AND regexp_full_match(bare, '[1-9]\d{0,2},\d{3}') AND NOT bare LIKE '%,000') AS is_point,
        regexp_full_match(
            bare,
            '[1-9]\d{0,2}(\.\d{3})+,\d+|[1-9]\d{0,2}(\.\d{3}){2,}|[1-9]\d{0,2}([ '']\d{3})+,\d+|(\d{4,}|0\d*)?,\d+|\d+,(\d{0,2}|\d{4,})'
        )
        OR (/*is_whole*/ AND regexp_full_match(bare, '[1-9]\d{0,2}\.\d{3}') AND NOT bare LIKE '%.000') AS is_comma
    FROM (
        SELECT
            value,
            trim(regexp_replace(translate(value, chr(160) || chr(8239) || chr(8201) || '’', '   '''), '[^0-9., '']', '', 'g')) AS bare,
            is_odd
        FROM (
            SELECT value, coalesce(NOT isfinite(TRY_CAST(value AS DOUBLE)), true) AS is_odd
            FROM (SELECT /*raw*/ AS value FROM /*relation*/)
            WHERE value IS NOT NULL
        )
        -- Plain whole numbers, mostly all there are, say nothing and are not taken apart.
        WHERE is_odd OR contains(value, '.') OR contains(value, ',')
    )
)
