-- rule: sponsor_engaged
-- group: strength
-- order: 10
-- title: {person} is {level}
-- wording: the engagement score is {engagement_score} of {engagement_maximum}.
-- says: person person; level status; engagement_score count; engagement_maximum count
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    'a champion' AS level,
    sponsor.score AS engagement_score,
    100 AS engagement_maximum,
    [sponsor.contact_ref, sponsor.last_contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE sponsor.level = 'champion'
UNION ALL
SELECT sponsor.person, 'engaged', sponsor.score, 100, [sponsor.contact_ref, sponsor.last_contact_ref]
FROM sponsor
JOIN account ON TRUE
WHERE sponsor.level = 'engaged'
