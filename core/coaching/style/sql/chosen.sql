-- grain: one row a choice of the person
-- parameters: person
SELECT name, value FROM ops.coaching_preference WHERE person = $person
