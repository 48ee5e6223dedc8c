-- rule: open_contact
-- group: immediate
-- order: 11
-- title: Introduce ourselves to {person}
-- wording: {relationship}; the first conversation makes the thread.
-- says: person person; relationship status
-- prelude: yes
-- parameters: account_key, as_of
SELECT sponsor.person, sponsor.relationship, [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON account.has_activities
WHERE sponsor.last_contact_at IS NULL
