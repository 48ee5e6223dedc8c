-- rule: find_contacts
-- group: short_term
-- order: 41
-- title: Import the people of the account
-- wording: contacts with title and role show who decides.
-- prelude: yes
-- parameters: account_key, as_of
SELECT [account.account_ref] AS evidence
FROM account
WHERE NOT EXISTS (SELECT 1 FROM person WHERE status = 'active')
