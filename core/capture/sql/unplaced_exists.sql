-- Whether any row is without an account.
SELECT count(*) > 0
FROM (SELECT 1 FROM /*table*/ AS t WHERE account_key IS NULL/*scope*/ LIMIT 1)
