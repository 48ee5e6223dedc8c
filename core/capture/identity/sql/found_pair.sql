-- grain: at most one row: what the matching said of a pair, and by which run
-- parameters: entity, left_key, right_key
SELECT pair.probability, pair.weight, pair.evidence, pair.run_id, run.finished_at, run.review_from, run.automatic_from
FROM ops.match_pair AS pair
LEFT JOIN ops.match_run AS run ON run.run_id = pair.run_id
WHERE pair.entity = $entity AND pair.left_key = $left_key AND pair.right_key = $right_key
