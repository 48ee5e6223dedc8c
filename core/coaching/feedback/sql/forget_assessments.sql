-- Removes what is kept of one turn.
--
-- grain       the rows of the turn
-- parameters  $interaction_id
-- source      ops.csm_skill_assessments
DELETE FROM ops.csm_skill_assessments WHERE interaction_id = $interaction_id
