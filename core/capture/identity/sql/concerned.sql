-- grain: one row when any row of the table points at such a key
SELECT /*number*/ AS number
WHERE EXISTS (
    SELECT 1 FROM /*table*/ AS t WHERE t./*column*/ IN (SELECT record_key FROM concerned_key)
)
