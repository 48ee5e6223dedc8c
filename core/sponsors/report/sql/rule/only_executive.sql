-- rule: only_executive
-- group: concern
-- order: 25
-- title: Everything hangs on one person
-- wording: {person} is the only executive known; nobody could take over.
-- says: person person
-- prelude: yes
-- parameters: account_key, as_of
SELECT sponsor.person, [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON account.executives = 1
