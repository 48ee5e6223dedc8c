-- Activities linked to contacts that are all of one account.
CREATE TEMP TABLE placement AS
SELECT row_key, any_value(c.account_key) AS account_key, 'contact' AS placed_by
FROM (
    SELECT t./*key*/ AS row_key, t.source_system, unnest(t.contact_refs) AS contact_ref
    FROM /*table*/ AS t
    WHERE t.account_key IS NULL/*scope*/
) AS linked
JOIN crm.contact AS c
    ON c.contact_key = md5_number_lower(linked.source_system || chr(31) || contact_ref)
WHERE c.account_key IS NOT NULL
GROUP BY row_key
HAVING count(DISTINCT c.account_key) = 1
