-- grain: one row a cluster whose golden record is to be made anew, because its members changed
-- parameters: entity
CREATE TEMP TABLE due AS
SELECT before_key AS cluster_key FROM changed_member WHERE entity = $entity AND before_key IS NOT NULL
UNION
SELECT after_key FROM changed_member WHERE entity = $entity AND after_key IS NOT NULL
