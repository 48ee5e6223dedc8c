-- grain: one row a pair that waits: the likeliest of all pairs between the same two clusters; total counts them all
-- left out: decided pairs, records that are one already, and clusters any records of which are called different
-- parameters: viewer, sees_all, entity, min_probability, search (lower case), sort, limit, offset; parts: table, key,
--   label, account (the account a record is seen by), email
WITH
run AS (
    SELECT coalesce(max_by(review_from, run_id), 0) AS review_from
    FROM ops.match_run
    WHERE entity = $entity AND finished_at IS NOT NULL
),
member AS (
    SELECT member_key, cluster_key FROM ops.cluster_member WHERE entity = $entity
),
standing AS (
    SELECT left_key, right_key, verdict
    FROM ops.match_decision
    WHERE entity = $entity AND withdrawn_at IS NULL
    QUALIFY row_number() OVER (PARTITION BY left_key, right_key ORDER BY is_automatic, decision_id DESC) = 1
),
apart AS (
    SELECT DISTINCT
        least(coalesce(one.cluster_key, standing.left_key), coalesce(other.cluster_key, standing.right_key)) AS low_key,
        greatest(coalesce(one.cluster_key, standing.left_key), coalesce(other.cluster_key, standing.right_key)) AS high_key
    FROM standing
    LEFT JOIN member AS one ON one.member_key = standing.left_key
    LEFT JOIN member AS other ON other.member_key = standing.right_key
    WHERE standing.verdict = 'different'
),
candidate AS (
    SELECT
        pair.left_key, pair.right_key, pair.probability, pair.weight,
        coalesce(one.cluster_key, pair.left_key) AS left_cluster_key,
        coalesce(other.cluster_key, pair.right_key) AS right_cluster_key
    FROM ops.match_pair AS pair
    CROSS JOIN run
    LEFT JOIN member AS one ON one.member_key = pair.left_key
    LEFT JOIN member AS other ON other.member_key = pair.right_key
    WHERE pair.entity = $entity AND pair.probability >= greatest(run.review_from, $min_probability)
),
waiting AS (
    SELECT candidate.*
    FROM candidate
    ANTI JOIN standing ON standing.left_key = candidate.left_key AND standing.right_key = candidate.right_key
    ANTI JOIN apart
        ON apart.low_key = least(candidate.left_cluster_key, candidate.right_cluster_key)
        AND apart.high_key = greatest(candidate.left_cluster_key, candidate.right_cluster_key)
    WHERE candidate.left_cluster_key <> candidate.right_cluster_key
    QUALIFY row_number() OVER (
        PARTITION BY least(left_cluster_key, right_cluster_key), greatest(left_cluster_key, right_cluster_key)
        ORDER BY probability DESC, candidate.left_key, candidate.right_key
    ) = 1
),
visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),
record AS (
    SELECT
        r./*key*/ AS record_key, coalesce(r./*label*/, r.source_id) AS label, /*email*/ AS email,
        r.source_system, r.source_id, account.name AS account_name
    FROM /*table*/ AS r
    LEFT JOIN ops.golden_account AS account ON account.account_key = /*account*/
    WHERE
        r./*key*/ IN (SELECT left_key FROM waiting UNION ALL SELECT right_key FROM waiting)
        AND ($sees_all OR /*account*/ IN (SELECT account_key FROM visible))
),
listed AS (
    SELECT
        waiting.*,
        one.label AS left_label, one.email AS left_email, one.source_system AS left_system,
        one.source_id AS left_id, one.account_name AS left_account,
        other.label AS right_label, other.email AS right_email, other.source_system AS right_system,
        other.source_id AS right_id, other.account_name AS right_account
    FROM waiting
    JOIN record AS one ON one.record_key = waiting.left_key
    JOIN record AS other ON other.record_key = waiting.right_key
    WHERE
        $search = ''
        OR contains(lower(concat_ws(' ', one.label, one.email, one.source_id, one.account_name)), $search)
        OR contains(lower(concat_ws(' ', other.label, other.email, other.source_id, other.account_name)), $search)
)
SELECT *, (SELECT count(*) FROM listed) AS total
FROM listed
ORDER BY
    CASE $sort WHEN 'likeliest' THEN -weight WHEN 'unlikeliest' THEN weight END,
    lower(left_label), left_key, right_key
LIMIT $limit OFFSET $offset
