-- Rows that an assignment made by hand speaks of, and that are not there yet.
CREATE TEMP TABLE placement AS
SELECT row_key, any_value(assigned ORDER BY rank) AS account_key, 'manual' AS placed_by
FROM (
    SELECT
        t./*key*/ AS row_key,
        h.account_key AS assigned,
        CASE h.match_kind WHEN 'row' THEN 1 WHEN 'account_ref' THEN 2 WHEN 'domain' THEN 3 ELSE 4 END AS rank,
        t.account_key AS present
    FROM /*table*/ AS t
    JOIN ops.account_assignment AS h
        ON (h.match_kind = 'row' AND h.match_value = t.source_system || ':' || t.source_id)
        OR (h.match_kind = 'account_ref' AND h.match_value = t.account_ref)
        OR (
            h.match_kind = 'domain'
            AND len(list_filter(
                list_append(/*emails*/, t.account_domain_ref),
                lambda x: split_part(x, '@', -1) = h.match_value OR suffix(x, '.' || h.match_value) OR x = h.match_value
            )) > 0
        )
        OR (h.match_kind = 'name' AND h.match_value = t.account_name_ref)
    WHERE h.table_name IN ($table, '') AND (t.placed_by IS NULL OR t.placed_by <> 'manual')/*scope*/
)
GROUP BY row_key
