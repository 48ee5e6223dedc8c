-- rule: backup_known
-- group: strength
-- order: 55
-- title: A backup sponsor is engaged
-- wording: {person}, {role}, scores {score} of {most}.
-- says: person person; role status; score count; most count
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    person.person,
    coalesce(person.title, 'title not imported') AS role,
    person.score,
    100 AS most,
    [person.contact_ref, person.last_contact_ref] AS evidence
FROM person
JOIN account ON account.backup_contact_key = person.contact_key
WHERE person.score IS NOT NULL
