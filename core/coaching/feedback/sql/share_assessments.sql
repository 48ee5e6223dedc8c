-- Whether a person's manager may see the levels that came of a turn.
--
-- grain       one row a skill
-- parameters  $interaction_id, $person (e-mail address, lower case), $is_shared
-- source      ops.csm_skill_assessments
UPDATE ops.csm_skill_assessments
SET is_shared = $is_shared
WHERE interaction_id = $interaction_id AND person = $person
