-- Pairs of contacts found, as far as both rows are still there. They are taken whole first: a join would hand
-- the range of keys down to Arrow, which cannot compare those beyond 2^63.
INSERT INTO ops.match_pair (entity, left_key, right_key, run_id, probability, weight, evidence)
WITH found AS MATERIALIZED (
    SELECT left_key, right_key, probability, weight, evidence
    FROM found_pair
)
SELECT $entity, found.left_key, found.right_key, $run_id, found.probability, found.weight, found.evidence
FROM found
SEMI JOIN crm.contact AS one ON one.contact_key = found.left_key
SEMI JOIN crm.contact AS other ON other.contact_key = found.right_key
