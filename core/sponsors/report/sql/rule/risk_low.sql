-- rule: risk_low
-- group: succession
-- order: 50
-- title: Low
-- wording: {others} beside {person} are engaged.
-- says: others count executives; person person
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    count(*) AS others,
    sponsor.person,
    list_concat([sponsor.contact_ref], list(person.contact_ref ORDER BY person.contact_ref)) AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN person ON person.level IN ('champion', 'engaged') AND NOT person.is_primary
GROUP BY sponsor.person, sponsor.contact_ref
