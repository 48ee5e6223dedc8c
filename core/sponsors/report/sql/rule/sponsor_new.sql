-- rule: sponsor_new
-- group: concern
-- order: 30
-- title: {person} is new in the role
-- wording: since {started_on}, {tenure} ago; a role counts as new for {limit}.
-- says: person person; started_on date; tenure duration days; limit duration days
-- policy: new_in_role_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    sponsor.started_on,
    CAST($as_of AS DATE) - sponsor.started_on AS tenure,
    (SELECT value FROM threshold WHERE name = 'new_in_role_days') AS "limit",
    [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE CAST($as_of AS DATE) - sponsor.started_on < (SELECT value FROM threshold WHERE name = 'new_in_role_days')
