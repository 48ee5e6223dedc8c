-- grain: one row a row of the table that is to point elsewhere than it does
-- shape: row_key, original_key, present_key, wanted_key, pick (the cluster's one row, where it may have but one)
-- parameters: table, column, entity; parts: table, column, row_key, sole, of_kept and of_members (what to look at)
CREATE TEMP TABLE moved AS
WITH kept AS (
    SELECT row_key, original_key, assigned_key
    FROM ops.rekeyed_row
    WHERE table_name = $table AND key_column = $column/*of_kept*/
),
member AS (
    SELECT member_key, cluster_key FROM ops.cluster_member WHERE entity = $entity
),
pointing AS (
    -- Rows moved before, whose cluster may be another now.
    SELECT t.rowid AS row_id, /*row_key*/ AS row_key, kept.original_key, t./*column*/ AS present_key, /*sole*/ AS sole
    FROM kept
    JOIN /*table*/ AS t ON /*row_key*/ = kept.row_key AND t./*column*/ = kept.assigned_key
    UNION ALL
    -- Rows that point at a record which another stands for.
    SELECT t.rowid, /*row_key*/, t./*column*/, t./*column*/, /*sole*/
    FROM (SELECT member_key FROM member WHERE member_key <> cluster_key/*of_members*/) AS absorbed
    JOIN /*table*/ AS t ON t./*column*/ = absorbed.member_key
    WHERE NOT EXISTS (
        SELECT 1 FROM kept WHERE kept.row_key = /*row_key*/ AND kept.assigned_key = t./*column*/
    )
)
SELECT pointing.*, coalesce(member.cluster_key, pointing.original_key) AS wanted_key
FROM pointing
LEFT JOIN member ON member.member_key = pointing.original_key
WHERE coalesce(member.cluster_key, pointing.original_key) <> pointing.present_key
