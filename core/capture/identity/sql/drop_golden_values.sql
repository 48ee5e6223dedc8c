-- effect: what was chosen for clusters that are due goes
-- parameters: entity
DELETE FROM ops.golden_value
WHERE entity = $entity AND cluster_key IN (SELECT cluster_key FROM due)
