-- rule: silence
-- group: concern
-- order: 10
-- title: No executive has been in touch
-- wording: the last contact was on {last_on}, {ago} ago; the alert for {tier} accounts is at {limit}.
-- says: last_on date; ago duration days; tier status; limit duration days
-- policy: silence_alert_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    CAST(account.last_contact_at AS DATE) AS last_on,
    account.days_since_contact AS ago,
    account.tier_name AS tier,
    (SELECT value FROM threshold WHERE name = 'silence_alert_days') AS "limit",
    list(DISTINCT person.last_contact_ref) AS evidence
FROM account
JOIN person ON person.last_contact_at = account.last_contact_at
WHERE account.silence_alert
GROUP BY account.last_contact_at, account.days_since_contact, account.tier_name
