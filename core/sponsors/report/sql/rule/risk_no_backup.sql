-- rule: risk_no_backup
-- group: succession
-- order: 20
-- title: High
-- wording: no other executive is engaged; if {person} leaves, the account has no sponsor.
-- says: person person
-- prelude: yes
-- parameters: account_key, as_of
SELECT sponsor.person, [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON account.backup_contact_key IS NULL
