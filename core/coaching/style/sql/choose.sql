-- grain: one choice, added
-- parameters: person, name, value, at
INSERT INTO ops.coaching_preference VALUES ($person, $name, $value, $at)
