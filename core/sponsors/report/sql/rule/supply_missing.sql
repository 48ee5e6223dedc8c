-- rule: supply_missing
-- group: short_term
-- order: 40
-- title: Import what the score lacks
-- wording: {what}
-- says: what status
-- prelude: yes
-- parameters: account_key, as_of
SELECT unnest(account.missing) AS what, [account.account_ref] AS evidence
FROM account
WHERE account.executives > 0
ORDER BY what
