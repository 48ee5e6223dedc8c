-- rule: person_left
-- group: change
-- order: 10
-- title: {person}, {role}, left ({left_on})
-- wording: {impact}
-- says: person person; role status; left_on date; impact status
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY person.left_on DESC, person.contact_key) AS place,
    person.person,
    coalesce(person.title, 'title not imported') AS role,
    person.left_on,
    CASE
        WHEN person.is_marked_primary OR person.role = 'executive_sponsor'
            THEN 'the sponsor is gone: escalate, and choose among the backups.'
        WHEN person.is_executive THEN 'one thread at the top is lost.'
        ELSE 'ask who has taken over their work.'
    END AS impact,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON TRUE
WHERE
    person.status = 'left'
    AND person.left_on > CAST($as_of AS DATE) - CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER)
