-- grain: one row a record whose cluster is another than was kept; an empty key: no cluster
-- shape: entity, member_key, before_key, after_key
CREATE TEMP TABLE changed_member AS
SELECT
    coalesce(kept.entity, fresh.entity) AS entity,
    coalesce(kept.member_key, fresh.member_key) AS member_key,
    kept.cluster_key AS before_key,
    fresh.cluster_key AS after_key
FROM ops.cluster_member AS kept
FULL JOIN fresh_member AS fresh ON fresh.entity = kept.entity AND fresh.member_key = kept.member_key
WHERE kept.cluster_key IS DISTINCT FROM fresh.cluster_key
