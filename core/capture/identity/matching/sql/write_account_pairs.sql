-- Pairs of accounts found, as far as both rows are still there.
INSERT INTO ops.match_pair (entity, left_key, right_key, run_id, probability, weight, evidence)
SELECT $entity, found.left_key, found.right_key, $run_id, found.probability, found.weight, found.evidence
FROM found_pair AS found
SEMI JOIN crm.account AS one ON one.account_key = found.left_key
SEMI JOIN crm.account AS other ON other.account_key = found.right_key
