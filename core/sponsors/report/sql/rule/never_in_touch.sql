-- rule: never_in_touch
-- group: concern
-- order: 11
-- title: No executive has ever been in touch
-- wording: activities are imported, and none of {executives} took part in any. The alert for {tier} accounts is at {alert}.
-- says: executives count executives; tier status; alert duration days
-- policy: silence_alert_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.executives,
    account.tier_name AS tier,
    (SELECT value FROM threshold WHERE name = 'silence_alert_days') AS alert,
    list(person.contact_ref ORDER BY person.contact_ref) AS evidence
FROM account
JOIN person ON person.level IS NOT NULL
WHERE account.silence_alert AND account.last_contact_at IS NULL
GROUP BY account.executives, account.tier_name
