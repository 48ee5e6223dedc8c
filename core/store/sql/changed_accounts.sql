-- grain: one row an account that one of the tables changed for alone, after the version
-- parameters: tables, data_version
SELECT DISTINCT account_key
FROM ops.account_change
WHERE data_version > $data_version AND list_contains($tables::VARCHAR[], table_name)
ORDER BY account_key
