-- grain: one row a key that a row may point at and no longer should; of all, or of what changed
-- parameters: every
CREATE TEMP TABLE concerned_key AS
SELECT member_key AS record_key FROM ops.cluster_member WHERE $every AND member_key <> cluster_key
UNION
SELECT assigned_key FROM ops.rekeyed_row WHERE $every
UNION
SELECT unnest([member_key, before_key, after_key]) FROM changed_member WHERE NOT $every
