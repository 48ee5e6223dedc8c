-- Removes what is kept of one turn.
--
-- grain       the rows of the turn
-- parameters  $interaction_id
-- source      ops.coaching_interactions
DELETE FROM ops.coaching_interactions WHERE interaction_id = $interaction_id
