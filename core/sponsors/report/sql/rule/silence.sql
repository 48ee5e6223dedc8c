-- rule: silence
-- group: concern
-- order: 10
-- title: No executive has been in touch
-- wording: the last contact was on {last_contact}, {since_contact} ago. The alert for {tier} accounts is at {alert}.
-- says: last_contact date; since_contact duration days; tier status; alert duration days
-- policy: silence_alert_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    CAST(account.last_contact_at AS DATE) AS last_contact,
    account.days_since_contact AS since_contact,
    account.tier_name AS tier,
    (SELECT value FROM threshold WHERE name = 'silence_alert_days') AS alert,
    list(DISTINCT person.last_contact_ref) AS evidence
FROM account
JOIN person ON person.last_contact_at = account.last_contact_at
WHERE account.silence_alert
GROUP BY account.last_contact_at, account.days_since_contact, account.tier_name
