-- grain: one row an active executive, the primary sponsor first
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    person.contact_key,
    person.person,
    person.title,
    person.role,
    person.score,
    person.level,
    person.is_primary,
    person.is_backup,
    CAST(person.last_contact_at AS DATE) AS last_contact_on,
    person.is_overdue,
    person.contact_ref,
    person.last_contact_ref
FROM person
JOIN account ON TRUE
WHERE person.level IS NOT NULL
ORDER BY person.is_primary DESC, person.score DESC NULLS LAST, person.person, person.contact_key
