-- rule: no_executive
-- group: concern
-- order: 8
-- title: No executive is known
-- wording: none of {people} has the title or role of an executive.
-- says: people count contacts
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    (SELECT count(*) FROM person WHERE status = 'active') AS people,
    list_concat([account.account_ref], (SELECT coalesce(list(contact_ref ORDER BY contact_ref), []) FROM person WHERE status = 'active')) AS evidence
FROM account
WHERE account.executives = 0
