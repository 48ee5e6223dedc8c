-- effect: each table changed for its one account in the commit with this data version
-- parameters: tables and account_keys, of equal length; data_version
MERGE INTO ops.account_change AS known
USING (
    SELECT unnest($tables::VARCHAR[]) AS table_name, unnest($account_keys::UBIGINT[]) AS account_key
) AS touched USING (table_name, account_key)
WHEN MATCHED THEN UPDATE SET data_version = $data_version
WHEN NOT MATCHED THEN INSERT VALUES (touched.table_name, touched.account_key, $data_version)
