-- grain: one row a decision, the newest first; total counts them all
-- parameters: viewer, sees_all, entity, record_key (empty for all), in_force_only, search (lower case), limit, offset;
--   parts: table, key, label, account
WITH
visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),
record AS (
    SELECT
        r./*key*/ AS record_key, coalesce(r./*label*/, r.source_id) AS label, r.source_system, r.source_id,
        $sees_all OR /*account*/ IN (SELECT account_key FROM visible) AS is_visible
    FROM /*table*/ AS r
),
listed AS (
    SELECT
        decision.*,
        one.label AS left_label, one.source_system AS left_system, one.source_id AS left_id,
        other.label AS right_label, other.source_system AS right_system, other.source_id AS right_id
    FROM ops.match_decision AS decision
    LEFT JOIN record AS one ON one.record_key = decision.left_key
    LEFT JOIN record AS other ON other.record_key = decision.right_key
    WHERE
        decision.entity = $entity
        AND ($record_key IS NULL OR $record_key IN (decision.left_key, decision.right_key))
        AND (NOT $in_force_only OR decision.withdrawn_at IS NULL)
        AND ($sees_all OR (one.is_visible AND other.is_visible))
        AND (
            $search = ''
            OR contains(lower(concat_ws(' ', one.label, one.source_id, other.label, other.source_id)), $search)
        )
)
SELECT *, (SELECT count(*) FROM listed) AS total
FROM listed
ORDER BY decision_id DESC
LIMIT $limit OFFSET $offset
