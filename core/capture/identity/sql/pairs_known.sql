-- grain: one row a pair asked for, with what the matching said of it, if anything, and whether both records are there
-- parameters: entity, lefts, rights; parts: table, key, label
SELECT
    asked.left_key,
    asked.right_key,
    pair.probability,
    pair.run_id,
    one./*key*/ IS NOT NULL AND other./*key*/ IS NOT NULL AS is_known
FROM (
    SELECT unnest($lefts::UBIGINT[]) AS left_key, unnest($rights::UBIGINT[]) AS right_key
) AS asked
LEFT JOIN ops.match_pair AS pair
    ON pair.entity = $entity AND pair.left_key = asked.left_key AND pair.right_key = asked.right_key
LEFT JOIN /*table*/ AS one ON one./*key*/ = asked.left_key
LEFT JOIN /*table*/ AS other ON other./*key*/ = asked.right_key
