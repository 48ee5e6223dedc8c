-- effect: what is no longer in the cluster it was kept in goes
DELETE FROM ops.cluster_member
WHERE (entity, member_key) IN (SELECT (entity, member_key) FROM changed_member)
