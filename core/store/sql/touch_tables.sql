-- effect: the tables changed in the commit with this data version; one statement for all of them, for
--   each costs a millisecond of planning and a refresh touches twenty
-- parameters: tables, data_version
MERGE INTO ops.table_version AS known
USING (SELECT unnest($tables::VARCHAR[]) AS table_name) AS touched USING (table_name)
WHEN MATCHED THEN UPDATE SET data_version = $data_version
WHEN NOT MATCHED THEN INSERT VALUES (touched.table_name, $data_version)
