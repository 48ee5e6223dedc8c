-- Rows of our own templates, whose reference may name an account of any system.
CREATE TEMP TABLE placement AS
SELECT t./*key*/ AS row_key, a.account_key, 'id' AS placed_by
FROM /*table*/ AS t
JOIN account_reference AS a ON a.reference = t.account_ref
WHERE t.account_key IS NULL AND t.source_system = 'rapport'/*scope*/
