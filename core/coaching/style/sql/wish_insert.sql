-- grain: one wish, added
-- parameters: interaction_id, person, aspect, value, at
INSERT INTO ops.coaching_wish
SELECT coalesce(max(wish_id), 0) + 1, $interaction_id, $person, $aspect, $value, $at
FROM ops.coaching_wish
