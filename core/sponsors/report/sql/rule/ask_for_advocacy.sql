-- rule: ask_for_advocacy
-- group: strategic
-- order: 20
-- title: Ask {person} for a reference
-- wording: the engagement score is {engagement_score}, and there was no reference in the window of {window}.
-- says: person person; engagement_score count; window duration days
-- policy: champion_min_score, window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    sponsor.score AS engagement_score,
    (SELECT value FROM threshold WHERE name = 'window_days') AS "window",
    [sponsor.contact_ref, sponsor.last_contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE
    sponsor.score >= (SELECT value FROM threshold WHERE name = 'champion_min_score')
    AND sponsor.level IN ('champion', 'engaged')
    AND len(sponsor.advocacy_evidence) = 0
