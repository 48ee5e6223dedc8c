-- effect: golden records of clusters that are due go
-- parts: merged, key
DELETE FROM /*merged*/
WHERE /*key*/ IN (SELECT cluster_key FROM due)
