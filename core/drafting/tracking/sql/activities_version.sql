-- grain: one row: the data version of the last commit that brought, changed or took back activities
SELECT coalesce(max(data_version), 0)
FROM ops.table_version
WHERE table_name = 'crm.activity'
