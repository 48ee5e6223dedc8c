-- rule: sponsor_disengaged
-- group: concern
-- order: 14
-- title: {person} is disengaged
-- wording: the last contact was on {last_contact}, {since_contact} ago. Silence of {silence} counts as disengaged.
-- says: person person; last_contact date; since_contact duration days; silence duration days
-- policy: silence_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    CAST(sponsor.last_contact_at AS DATE) AS last_contact,
    sponsor.days_since_contact AS since_contact,
    (SELECT value FROM threshold WHERE name = 'silence_days') AS silence,
    [sponsor.last_contact_ref] AS evidence
FROM sponsor
JOIN account ON NOT account.silence_alert
WHERE sponsor.level = 'disengaged' AND sponsor.days_since_contact >= (SELECT value FROM threshold WHERE name = 'silence_days')
