-- grain: one row a table that ever changed, and one more when it changed for one account alone
-- data_version: of the last such commit
-- is_single: the change concerned one account alone
SELECT table_name, data_version, false AS is_single
FROM ops.table_version
UNION ALL
SELECT table_name, max(data_version), true
FROM ops.account_change
GROUP BY table_name
