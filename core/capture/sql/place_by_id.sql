-- Rows whose reference is the identifier of an account of the same system.
CREATE TEMP TABLE placement AS
SELECT t./*key*/ AS row_key, a.account_key, 'id' AS placed_by
FROM /*table*/ AS t
JOIN crm.account AS a
    ON a.account_key = md5_number_lower(t.source_system || chr(31) || t.account_ref)
WHERE t.account_key IS NULL/*scope*/
