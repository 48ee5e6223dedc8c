-- grain: one row: the data version of the last commit that can change what an approval rests on, records that became
--   one or came apart among it
WITH
changed AS (
    SELECT table_name, data_version
    FROM ops.table_version
    WHERE
        starts_with(table_name, 'crm.')
        OR table_name IN ('ops.policy_version', 'ops.suppression', 'ops.contact_override')
        OR table_name IN ('ops.cluster_member', 'ops.merged_account', 'ops.merged_contact')
    UNION ALL
    SELECT table_name, data_version
    FROM ops.account_change
    WHERE table_name IN ('ops.suppression', 'ops.cluster_member', 'ops.merged_account', 'ops.merged_contact')
)

SELECT coalesce(max(data_version), 0)
FROM changed
