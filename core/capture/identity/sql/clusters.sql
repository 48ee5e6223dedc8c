-- grain: one row a cluster with its members; total counts them all
-- parameters: viewer, sees_all, entity, search (lower case), cluster_key (empty for all), limit, offset; parts: table,
--   key, label, email, golden, account
WITH
visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),
member AS (
    SELECT
        member.cluster_key, member.member_key, coalesce(r./*label*/, r.source_id) AS label, /*email*/ AS email,
        r.source_system, r.source_id
    FROM ops.cluster_member AS member
    JOIN /*table*/ AS r ON r./*key*/ = member.member_key
    WHERE member.entity = $entity AND ($cluster_key IS NULL OR member.cluster_key = $cluster_key)
),
deciding AS (
    SELECT member.cluster_key, bool_or(is_automatic) AS has_automatic, max(decided_at) AS decided_at
    FROM ops.match_decision AS decision
    JOIN ops.cluster_member AS member
        ON member.entity = decision.entity AND member.member_key = decision.left_key
    WHERE decision.entity = $entity AND decision.verdict = 'same' AND decision.withdrawn_at IS NULL
    GROUP BY member.cluster_key
),
listed AS (
    SELECT
        member.cluster_key,
        any_value(member.label) FILTER (member.member_key = member.cluster_key) AS label,
        list(
            {
                'member_key': member.member_key, 'label': member.label, 'email': member.email,
                'source_system': member.source_system, 'source_id': member.source_id
            }
            ORDER BY member.member_key <> member.cluster_key, member.source_system, member.source_id
        ) AS members
    FROM member
    JOIN /*golden*/ AS r ON r./*key*/ = member.cluster_key
    WHERE $sees_all OR /*account*/ IN (SELECT account_key FROM visible)
    GROUP BY member.cluster_key
    HAVING
        $search = ''
        OR bool_or(contains(lower(concat_ws(' ', member.label, member.email, member.source_id)), $search))
)
SELECT listed.*, deciding.has_automatic, deciding.decided_at, (SELECT count(*) FROM listed) AS total
FROM listed
LEFT JOIN deciding ON deciding.cluster_key = listed.cluster_key
ORDER BY lower(listed.label), listed.cluster_key
LIMIT $limit OFFSET $offset
