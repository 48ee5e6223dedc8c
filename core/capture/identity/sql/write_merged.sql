-- effect: one golden record a cluster, each field from the member that was chosen for it
-- parameters: entity; parts: merged, table, key, columns
INSERT INTO /*merged*/ BY NAME
SELECT
    chosen.cluster_key AS /*key*/,
    /*columns*/
FROM ops.golden_value AS chosen
JOIN /*table*/ AS r ON r./*key*/ = chosen.member_key
WHERE chosen.entity = $entity AND chosen.cluster_key IN (SELECT cluster_key FROM due)
GROUP BY chosen.cluster_key
