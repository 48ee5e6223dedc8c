-- grain: the turn a comment is on
-- parameters: interaction_id, person, comment
UPDATE ops.coaching_interactions
SET feedback_received = $comment
WHERE interaction_id = $interaction_id AND person = $person
