-- rule: sponsor_disengaged
-- group: concern
-- order: 14
-- title: {person} is disengaged
-- wording: the last contact was on {last_on}, {ago} ago; from {limit} on a sponsor counts as disengaged.
-- says: person person; last_on date; ago duration days; limit duration days
-- policy: silence_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    CAST(sponsor.last_contact_at AS DATE) AS last_on,
    sponsor.days_since_contact AS ago,
    (SELECT value FROM threshold WHERE name = 'silence_days') AS "limit",
    [sponsor.last_contact_ref] AS evidence
FROM sponsor
JOIN account ON NOT account.silence_alert
WHERE sponsor.level = 'disengaged' AND sponsor.days_since_contact >= (SELECT value FROM threshold WHERE name = 'silence_days')
