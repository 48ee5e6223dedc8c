-- grain: one row a member of a cluster that is due
-- parts: entity
SELECT member_key, cluster_key
FROM ops.cluster_member
WHERE entity = '/*entity*/' AND cluster_key IN (SELECT cluster_key FROM due)
