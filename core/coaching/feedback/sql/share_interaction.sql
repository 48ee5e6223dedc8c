-- Whether a person's manager may see that a turn took place.
--
-- grain       at most one row
-- parameters  $interaction_id, $person (e-mail address, lower case), $is_shared
-- source      ops.coaching_interactions
UPDATE ops.coaching_interactions
SET is_shared = $is_shared
WHERE interaction_id = $interaction_id AND person = $person
