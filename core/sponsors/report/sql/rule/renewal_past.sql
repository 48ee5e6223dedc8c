-- rule: renewal_past
-- group: concern
-- order: 36
-- title: The renewal date has passed
-- wording: {renewal_on}, {ago} ago; no newer one is imported.
-- says: renewal_on date; ago duration days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.renewal_on,
    CAST($as_of AS DATE) - account.renewal_on AS ago,
    [account.account_ref] AS evidence
FROM account
WHERE account.renewal_on < CAST($as_of AS DATE)
