-- rule: plan_succession
-- group: strategic
-- order: 30
-- title: Agree with {person} who would follow
-- wording: in the role since {started_on}; after so long a change becomes likely.
-- says: person person; started_on date
-- policy: long_in_role_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    sponsor.started_on,
    [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE CAST($as_of AS DATE) - sponsor.started_on >= (SELECT value FROM threshold WHERE name = 'long_in_role_days')
