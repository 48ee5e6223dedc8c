-- Rows of our own templates, whose reference may name an account of any system: "system:identifier",
-- or the identifier alone when only one account has it.
CREATE TEMP TABLE placement AS
SELECT t./*key*/ AS row_key, a.account_key, 'id' AS placed_by
FROM /*table*/ AS t
JOIN (
    SELECT reference, any_value(account_key) AS account_key
    FROM (
        SELECT source_id AS reference, account_key FROM crm.account
        UNION
        SELECT source_system || ':' || source_id AS reference, account_key FROM crm.account
    )
    GROUP BY reference
    HAVING count(DISTINCT account_key) = 1
) AS a ON a.reference = t.account_ref
WHERE t.account_key IS NULL AND t.source_system = 'rapport'/*scope*/
