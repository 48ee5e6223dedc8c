-- Every address or host by which unplaced rows point at an account.
SELECT DISTINCT unnest(list_append(/*emails*/, account_domain_ref)) AS reference
FROM /*table*/ AS t
WHERE account_key IS NULL/*scope*/
