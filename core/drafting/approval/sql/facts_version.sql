-- grain: one row: the data version of the last commit that can change what an approval rests on
SELECT coalesce(max(data_version), 0)
FROM ops.table_version
WHERE starts_with(table_name, 'crm.') OR table_name IN ('ops.policy_version', 'ops.suppression', 'ops.contact_override')
