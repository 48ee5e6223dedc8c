-- effect: the kept clusters are those that follow from the decisions
INSERT INTO ops.cluster_member BY NAME
SELECT entity, member_key, after_key AS cluster_key
FROM changed_member
WHERE after_key IS NOT NULL
