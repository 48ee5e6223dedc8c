-- rule: touchpoint_overdue
-- group: concern
-- order: 20
-- title: A touchpoint is overdue
-- wording: the last one with {person} that counts was on {last_on}, {ago} ago; one is due every {cadence}.
-- says: person person; last_on date; ago duration days; cadence duration days
-- policy: cadence_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    CAST(sponsor.last_touchpoint_at AS DATE) AS last_on,
    CAST($as_of AS DATE) - CAST(sponsor.last_touchpoint_at AS DATE) AS ago,
    sponsor.cadence_days AS cadence,
    [sponsor.last_touchpoint_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE sponsor.is_overdue AND sponsor.last_touchpoint_at IS NOT NULL
