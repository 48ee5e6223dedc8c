-- grain: one row a member of any cluster
-- parts: entity
SELECT member_key, cluster_key
FROM ops.cluster_member
WHERE entity = '/*entity*/'
