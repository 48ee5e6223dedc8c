-- rule: risk_one_backup
-- group: succession
-- order: 40
-- title: Medium
-- wording: {backup} is the only engaged executive beside {person}.
-- says: backup person; person person
-- prelude: yes
-- parameters: account_key, as_of
SELECT person.person AS backup, sponsor.person, [sponsor.contact_ref, person.contact_ref] AS evidence
FROM sponsor
JOIN account ON account.engaged_executives < 3
JOIN person ON person.contact_key = account.backup_contact_key
