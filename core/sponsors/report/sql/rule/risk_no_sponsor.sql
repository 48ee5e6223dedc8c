-- rule: risk_no_sponsor
-- group: succession
-- order: 10
-- title: High
-- wording: there is no sponsor whose place could be taken.
-- prelude: yes
-- parameters: account_key, as_of
SELECT [account.account_ref] AS evidence
FROM account
WHERE NOT EXISTS (SELECT 1 FROM sponsor)
