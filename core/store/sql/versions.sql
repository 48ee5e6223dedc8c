-- grain: one row a table that ever changed, and one more when it changed for one account alone
-- data_version: of the last such commit
-- is_single: the change concerned one account alone
-- parameters: account_key, to know of single accounts only this one; empty for all
SELECT table_name, data_version, false AS is_single
FROM ops.table_version
UNION ALL
SELECT table_name, max(data_version), true
FROM ops.account_change
WHERE $account_key IS NULL OR account_key = $account_key
GROUP BY table_name
