-- Lets tasks stand on their own: the number of a turn that is gone is given to the next.
--
-- grain       the tasks made from the turn
-- parameters  $interaction_id
-- source      ops.task
UPDATE ops.task SET interaction_id = NULL WHERE interaction_id = $interaction_id
