-- grain: the choice of the person by this name
-- parameters: person, name
DELETE FROM ops.coaching_preference WHERE person = $person AND name = $name
