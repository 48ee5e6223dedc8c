-- The pairs of the run before: only the newest are kept.
DELETE FROM ops.match_pair
WHERE entity = $entity
