-- rule: build_backup
-- group: short_term
-- order: 10
-- title: Build the relationship with {person}
-- wording: a backup sponsor; {role} is the closest today.
-- says: person person; role status
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY person.score DESC NULLS LAST, list_position(['c_level', 'vp', 'director'], person.seniority) NULLS LAST, person.contact_key) AS place,
    person.person,
    coalesce(person.title, 'title not imported') AS role,
    [person.contact_ref, person.last_contact_ref] AS evidence
FROM person
JOIN account ON account.backup_contact_key IS NULL
WHERE
    person.status = 'active'
    AND NOT coalesce(person.is_primary, FALSE)
    AND (person.is_executive OR person.seniority = 'director')
ORDER BY
    person.score DESC NULLS LAST,
    list_position(['c_level', 'vp', 'director'], person.seniority) NULLS LAST,
    person.contact_key
LIMIT 1
