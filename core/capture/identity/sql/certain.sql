-- grain: one row a pair that the newest run is certain of, undecided, both records there; the most certain first
-- left out: pairs of which a person took a decision back: they wait for a person again
-- comparisons, levels: what each comparison said
-- parameters: entity, no_longer (the reason a run gives); parts: table, key
WITH run AS (
    SELECT run_id, automatic_from
    FROM ops.match_run
    WHERE entity = $entity AND finished_at IS NOT NULL
    ORDER BY run_id DESC
    LIMIT 1
)
SELECT
    pair.left_key, pair.right_key, pair.probability, pair.run_id,
    one.source_system AS left_system, other.source_system AS right_system,
    json_extract_string(pair.evidence, '$[*].comparison') AS comparisons,
    json_extract_string(pair.evidence, '$[*].level') AS levels
FROM ops.match_pair AS pair
JOIN run ON run.run_id = pair.run_id AND pair.probability >= run.automatic_from
JOIN /*table*/ AS one ON one./*key*/ = pair.left_key
JOIN /*table*/ AS other ON other./*key*/ = pair.right_key
ANTI JOIN (
    SELECT left_key, right_key
    FROM ops.match_decision
    WHERE entity = $entity AND (withdrawn_at IS NULL OR withdrawn_reason <> $no_longer)
) AS decided ON decided.left_key = pair.left_key AND decided.right_key = pair.right_key
ORDER BY pair.weight DESC, pair.left_key, pair.right_key
