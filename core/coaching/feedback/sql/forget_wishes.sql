-- Removes what is kept of one turn.
--
-- grain       the rows of the turn
-- parameters  $interaction_id
-- source      ops.coaching_wish
DELETE FROM ops.coaching_wish WHERE interaction_id = $interaction_id
