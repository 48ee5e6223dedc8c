-- rule: find_sponsor
-- group: immediate
-- order: 8
-- title: Find an executive sponsor
-- wording: ask {person}, {role}, who answers for the result.
-- says: person person; role status
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY list_position(['director', 'manager', 'individual'], person.seniority) NULLS LAST, person.known_since_on NULLS LAST, person.contact_key) AS place,
    person.person,
    coalesce(person.title, 'title not imported') AS role,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON account.executives = 0
WHERE person.status = 'active'
ORDER BY
    list_position(['director', 'manager', 'individual'], person.seniority) NULLS LAST,
    person.known_since_on NULLS LAST,
    person.contact_key
LIMIT 1
