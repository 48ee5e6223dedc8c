-- grain: one row a record that is, or is in one cluster with, one of those asked for
-- parameters: entity, record_keys
WITH asked AS (
    SELECT unnest($record_keys::UBIGINT[]) AS record_key
)
SELECT asked.record_key, coalesce(fellow.member_key, asked.record_key) AS member_key,
    coalesce(own.cluster_key, asked.record_key) AS cluster_key
FROM asked
LEFT JOIN ops.cluster_member AS own ON own.entity = $entity AND own.member_key = asked.record_key
LEFT JOIN ops.cluster_member AS fellow ON fellow.entity = $entity AND fellow.cluster_key = own.cluster_key
