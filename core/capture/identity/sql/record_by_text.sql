-- grain: one row a record the viewer sees and way in which the text names it
-- way: 1 system and identifier, 2 identifier, 3 address, 4 exact name
-- parameters: viewer, sees_all, text (lower case); parts: table, key, label, email, account
WITH known AS (
    SELECT
        r./*key*/ AS record_key, r.source_system, r.source_id, coalesce(r./*label*/, r.source_id) AS label,
        CASE
            WHEN lower(r.source_system || ':' || r.source_id) = $text THEN 1
            WHEN lower(r.source_id) = $text THEN 2
            WHEN lower(/*email*/) = $text THEN 3
            WHEN lower(r./*label*/) = $text THEN 4
        END AS way
    FROM /*table*/ AS r
    WHERE $sees_all OR /*account*/ IN (SELECT account_key FROM ops.visible_account($viewer, $sees_all))
)
SELECT record_key, source_system, source_id, label, way
FROM known
WHERE way IS NOT NULL
QUALIFY way = min(way) OVER ()
ORDER BY label, source_system, source_id
LIMIT 100
