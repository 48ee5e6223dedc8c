-- rule: meetings_strong
-- group: strength
-- order: 30
-- title: Meetings are frequent
-- wording: {touchpoints} with {person} in the window of {window}, of {target} aimed at.
-- says: person person; touchpoints count touchpoints; target count; window duration days
-- policy: strong_factor_pct, window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    contribution.measure AS touchpoints,
    contribution.target,
    (SELECT value FROM threshold WHERE name = 'window_days') AS "window",
    CASE WHEN len(contribution.evidence) > 0 THEN contribution.evidence ELSE [sponsor.contact_ref] END AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN mart.sponsor_contribution AS contribution
    ON contribution.contact_key = sponsor.contact_key
    AND contribution.as_of = $as_of
    AND contribution.account_key = $account_key
WHERE
    contribution.factor = 'meeting_frequency'
    AND contribution.state <> 'missing'
    AND contribution.points >= contribution.max_points * (SELECT value FROM threshold WHERE name = 'strong_factor_pct') / 100
