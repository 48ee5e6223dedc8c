-- grain: one row: the data version of the last commit that changed what a page can show
SELECT coalesce(max(data_version), 0) AS data_version FROM ops.table_version
