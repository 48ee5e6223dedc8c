-- The versions that the incoming records replace, whole.
CREATE TEMP TABLE previous AS
SELECT t.*
FROM /*table*/ AS t
WHERE t./*key*/ IN (SELECT row_key FROM compared WHERE is_known AND NOT is_same)
