-- Removes what is kept of one turn.
--
-- grain       the rows of the turn
-- parameters  $interaction_id
-- source      ops.coaching_citation
DELETE FROM ops.coaching_citation WHERE interaction_id = $interaction_id
