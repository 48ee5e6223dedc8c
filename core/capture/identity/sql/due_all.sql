-- grain: one row a cluster, kept now or with a golden record from before
-- parameters: entity
CREATE TEMP TABLE due AS
SELECT cluster_key FROM ops.cluster_member WHERE entity = $entity
UNION
SELECT cluster_key FROM ops.golden_value WHERE entity = $entity
