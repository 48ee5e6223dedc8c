-- Rows that point at one domain which one account has: within their own system first.
CREATE TEMP TABLE placement AS
WITH pointed AS (
    SELECT t./*key*/ AS row_key, t.source_system, unnest(list_append(/*emails*/, t.account_domain_ref)) AS reference
    FROM /*table*/ AS t
    WHERE t.account_key IS NULL/*scope*/
),
own_system AS (
    SELECT source_system, domain, any_value(account_key) AS account_key
    FROM crm.account
    WHERE domain IS NOT NULL
    GROUP BY source_system, domain
    HAVING count(*) = 1
),
any_system AS (
    SELECT domain, any_value(account_key) AS account_key
    FROM crm.account
    WHERE domain IS NOT NULL
    GROUP BY domain
    HAVING count(*) = 1
),
candidate AS (
    SELECT p.row_key, coalesce(o.account_key, a.account_key) AS account_key
    FROM pointed AS p
    JOIN reference_domain AS d USING (reference)
    LEFT JOIN own_system AS o ON o.source_system = p.source_system AND o.domain = d.domain
    LEFT JOIN any_system AS a ON a.domain = d.domain
)
SELECT row_key, any_value(account_key) AS account_key, 'domain' AS placed_by
FROM candidate
WHERE account_key IS NOT NULL
GROUP BY row_key
HAVING count(DISTINCT account_key) = 1
