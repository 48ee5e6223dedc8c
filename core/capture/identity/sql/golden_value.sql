-- grain: one row a cluster and field that any member fills: the member whose value stands, by the field's rule
-- parameters: fields, rules: of equal length; parts: members (member_key, cluster_key), table, key, values
WITH member AS (
    /*members*/
),
record AS (
    SELECT
        member.cluster_key,
        member.member_key,
        batch.exported_at,
        coalesce(trust.rank, 2147483647) AS rank,
        r.*
    FROM member
    JOIN /*table*/ AS r ON r./*key*/ = member.member_key
    LEFT JOIN crm.import_batch AS batch ON batch.batch_id = r.batch_id
    LEFT JOIN ops.system_trust AS trust ON trust.source_system = r.source_system
),
cell AS (
    SELECT r.cluster_key, r.member_key, r.exported_at, r.rank, unnest([/*values*/], recursive := true)
    FROM record AS r
),
filled AS (
    SELECT
        cell.*,
        rule.rule,
        count(*) OVER (PARTITION BY cell.cluster_key, cell.member_key) AS completeness,
        count(*) OVER (PARTITION BY cell.cluster_key, cell.field, cell.value) AS frequency
    FROM cell
    JOIN (SELECT unnest($fields::VARCHAR[]) AS field, unnest($rules::VARCHAR[]) AS rule) AS rule
        ON rule.field = cell.field
    WHERE cell.value IS NOT NULL AND cell.value NOT IN ('', '[]')
)
SELECT cluster_key, field, member_key, rule, value
FROM filled
QUALIFY row_number() OVER (
    PARTITION BY cluster_key, field
    ORDER BY
        CASE rule
            WHEN 'most_trusted' THEN -rank
            WHEN 'newest' THEN epoch(exported_at)
            WHEN 'oldest' THEN -epoch(exported_at)
            WHEN 'most_complete' THEN completeness
            WHEN 'most_frequent' THEN frequency
            WHEN 'longest' THEN length(value)
            WHEN 'greatest' THEN try_cast(value AS DOUBLE)
            WHEN 'least' THEN -try_cast(value AS DOUBLE)
            WHEN 'latest' THEN epoch(try_cast(value AS TIMESTAMP))
            WHEN 'earliest' THEN -epoch(try_cast(value AS TIMESTAMP))
            WHEN 'most_restrictive' THEN CASE WHEN value IN ('withdrawn', 'left') THEN 2 WHEN value = 'unknown' THEN 1 ELSE 0 END
        END DESC NULLS LAST,
        member_key = cluster_key DESC,
        rank,
        exported_at DESC NULLS LAST,
        member_key
) = 1
