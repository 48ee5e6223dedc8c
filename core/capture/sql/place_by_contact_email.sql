-- Rows whose addresses are those of contacts that are all of one account.
CREATE TEMP TABLE placement AS
SELECT row_key, any_value(c.account_key) AS account_key, 'contact' AS placed_by
FROM (
    SELECT
        t./*key*/ AS row_key,
        unnest(list_append(/*emails*/, t.account_domain_ref)) AS email
    FROM /*table*/ AS t
    WHERE t.account_key IS NULL/*scope*/
)
JOIN (
    SELECT DISTINCT email, account_key
    FROM crm.contact
    WHERE account_key IS NOT NULL AND email IS NOT NULL
) AS c USING (email)
GROUP BY row_key
HAVING count(DISTINCT c.account_key) = 1
