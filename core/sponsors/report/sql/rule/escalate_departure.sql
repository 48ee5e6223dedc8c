-- rule: escalate_departure
-- group: immediate
-- order: 5
-- title: Escalate the departure of {person} to {head}
-- wording: seen to have left on {left_on}; agree at once who speaks with whom.
-- says: person person; head status; left_on date
-- policy: sponsor_departure_days
-- prelude: yes
-- parameters: account_key, as_of
WITH
member AS (
    SELECT email, min_by(full_name, member_key) AS full_name, min_by(manager_email, member_key) AS manager_email
    FROM crm.team_member
    GROUP BY email
)

SELECT
    row_number() OVER (ORDER BY person.left_on DESC, person.contact_key) AS place,
    person.person,
    coalesce(manager.full_name, 'the head of customer success') AS head,
    person.left_on,
    [person.contact_ref] AS evidence
FROM person
JOIN account ON TRUE
LEFT JOIN member AS owner ON owner.email = account.owner_email
LEFT JOIN member AS manager ON manager.email = owner.manager_email
WHERE
    person.status = 'left'
    AND (person.is_marked_primary OR person.role = 'executive_sponsor')
    AND person.left_on > CAST($as_of AS DATE) - CAST((SELECT value FROM threshold WHERE name = 'sponsor_departure_days') AS INTEGER)
