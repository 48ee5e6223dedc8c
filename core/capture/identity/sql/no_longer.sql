-- grain: one row an automatic decision in force that the newest run would not even put up for review
-- what an older or no run said, and records that are not there, leave it alone
-- parameters: entity; parts: table, key
WITH run AS (
    SELECT run_id, review_from
    FROM ops.match_run
    WHERE entity = $entity AND finished_at IS NOT NULL
    ORDER BY run_id DESC
    LIMIT 1
)
SELECT decision.decision_id
FROM ops.match_decision AS decision
JOIN run ON run.run_id > decision.run_id
JOIN /*table*/ AS one ON one./*key*/ = decision.left_key
JOIN /*table*/ AS other ON other./*key*/ = decision.right_key
LEFT JOIN ops.match_pair AS pair
    ON pair.entity = $entity
    AND pair.left_key = decision.left_key
    AND pair.right_key = decision.right_key
    AND pair.run_id = run.run_id
WHERE
    decision.entity = $entity
    AND decision.is_automatic
    AND decision.withdrawn_at IS NULL
    AND coalesce(pair.probability, 0) < run.review_from
ORDER BY decision.decision_id
