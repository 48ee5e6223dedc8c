-- rule: talk_renewal
-- group: immediate
-- order: 24
-- title: Talk with {person} about the renewal
-- wording: it is due on {renewal_on}, in {ahead}, and the relationship does not carry it yet.
-- says: person person; renewal_on date; ahead duration days
-- policy: renewal_near_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    account.renewal_on,
    account.renewal_on - CAST($as_of AS DATE) AS ahead,
    [account.account_ref, sponsor.contact_ref] AS evidence
FROM account
JOIN sponsor ON sponsor.level NOT IN ('champion', 'engaged')
WHERE account.renewal_on - CAST($as_of AS DATE) BETWEEN 0 AND (SELECT value FROM threshold WHERE name = 'renewal_near_days')
