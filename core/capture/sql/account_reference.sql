-- What a row of our own templates may call an account: its identifier in our templates, its identifier
-- in any system as far as only one account has it, or "system:identifier".
CREATE TEMP TABLE account_reference AS
WITH named AS (
    SELECT source_id AS reference, account_key, source_system = 'rapport' AS is_own FROM crm.account
    UNION ALL
    SELECT source_system || ':' || source_id, account_key, true FROM crm.account
)
SELECT reference, coalesce(any_value(account_key) FILTER (is_own), any_value(account_key)) AS account_key
FROM named
GROUP BY reference
HAVING count(DISTINCT account_key) FILTER (is_own) = 1 OR count(DISTINCT account_key) = 1
