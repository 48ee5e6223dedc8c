-- Pairs of contacts found, as far as both rows are still there.
INSERT INTO ops.match_pair (entity, left_key, right_key, run_id, probability, weight, evidence)
SELECT $entity, found.left_key, found.right_key, $run_id, found.probability, found.weight, found.evidence
FROM found_pair AS found
SEMI JOIN crm.contact AS one ON one.contact_key = found.left_key
SEMI JOIN crm.contact AS other ON other.contact_key = found.right_key
