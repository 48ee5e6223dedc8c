-- rule: renewal_near
-- group: concern
-- order: 35
-- title: The renewal is near
-- wording: on {renewal_on}, in {ahead}, and {person} is {level}.
-- says: renewal_on date; ahead duration days; person person; level status
-- policy: renewal_near_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.renewal_on,
    account.renewal_on - CAST($as_of AS DATE) AS ahead,
    sponsor.person,
    sponsor.level,
    [account.account_ref, sponsor.contact_ref] AS evidence
FROM account
JOIN sponsor ON sponsor.level NOT IN ('champion', 'engaged')
WHERE account.renewal_on - CAST($as_of AS DATE) BETWEEN 0 AND (SELECT value FROM threshold WHERE name = 'renewal_near_days')
