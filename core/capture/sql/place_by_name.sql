-- Rows whose company name, folded, is that of one account: within their own system first.
CREATE TEMP TABLE placement AS
WITH pointed AS (
    SELECT t./*key*/ AS row_key, t.source_system, /*folded*/ AS name_normalised
    FROM /*table*/ AS t
    WHERE t.account_key IS NULL AND t.account_name_ref IS NOT NULL/*scope*/
),
own_system AS (
    SELECT source_system, name_normalised, any_value(account_key) AS account_key
    FROM crm.account
    GROUP BY source_system, name_normalised
    HAVING count(*) = 1
),
any_system AS (
    SELECT name_normalised, any_value(account_key) AS account_key
    FROM crm.account
    GROUP BY name_normalised
    HAVING count(*) = 1
)
SELECT p.row_key, coalesce(o.account_key, a.account_key) AS account_key, 'name' AS placed_by
FROM pointed AS p
LEFT JOIN own_system AS o
    ON o.source_system = p.source_system AND o.name_normalised = p.name_normalised
LEFT JOIN any_system AS a ON a.name_normalised = p.name_normalised
WHERE coalesce(o.account_key, a.account_key) IS NOT NULL
