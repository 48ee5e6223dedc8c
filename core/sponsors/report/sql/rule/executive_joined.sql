-- rule: executive_joined
-- group: change
-- order: 30
-- title: {person} became {role} ({started_on})
-- wording: {impact}
-- says: person person; role status; started_on date; impact status
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY person.started_on DESC, person.contact_key) AS place,
    person.person,
    coalesce(person.title, 'an executive') AS role,
    person.started_on,
    CASE
        WHEN person.is_primary THEN 'the sponsor is new in the role: the case for us has to be made again.'
        ELSE 'a further executive to win.'
    END AS impact,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON TRUE
WHERE
    person.status = 'active'
    AND person.is_executive
    AND person.started_on > CAST($as_of AS DATE) - CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER)
