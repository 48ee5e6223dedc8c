-- rule: sponsor_left
-- group: concern
-- order: 5
-- title: {person} has left
-- wording: {role}; seen to have left on {left_on}.
-- says: person person; role status; left_on date
-- policy: sponsor_departure_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY person.left_on DESC, person.contact_key) AS place,
    person.person,
    coalesce(person.title, 'executive') AS role,
    person.left_on,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON TRUE
WHERE
    person.status = 'left'
    AND (person.is_marked_primary OR person.role = 'executive_sponsor')
    AND person.left_on > CAST($as_of AS DATE) - CAST((SELECT value FROM threshold WHERE name = 'sponsor_departure_days') AS INTEGER)
