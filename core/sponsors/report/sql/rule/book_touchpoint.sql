-- rule: book_touchpoint
-- group: immediate
-- order: 18
-- title: Book the overdue touchpoint with {person}
-- wording: the last was {ago} ago, {over} over the cadence of {cadence}.
-- says: person person; ago duration days; over duration days; cadence duration days
-- policy: cadence_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    CAST($as_of AS DATE) - CAST(sponsor.last_touchpoint_at AS DATE) AS ago,
    CAST($as_of AS DATE) - CAST(sponsor.last_touchpoint_at AS DATE) - sponsor.cadence_days AS over,
    sponsor.cadence_days AS cadence,
    [sponsor.last_touchpoint_ref] AS evidence
FROM sponsor
JOIN account ON NOT account.silence_alert
WHERE sponsor.is_overdue AND sponsor.last_touchpoint_at IS NOT NULL
