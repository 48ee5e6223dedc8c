-- step: the clusters that follow from the decisions now
CREATE TEMP TABLE fresh_member AS
SELECT entity, member_key, cluster_key
FROM ops.match_cluster
