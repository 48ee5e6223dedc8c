-- rule: touchpoint_never
-- group: concern
-- order: 21
-- title: No touchpoint yet
-- wording: none of the kinds that count for {tier} accounts was held with {person}; one is due every {cadence}.
-- says: person person; tier status; cadence duration days
-- policy: cadence_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    account.tier_name AS tier,
    sponsor.cadence_days AS cadence,
    [sponsor.contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
WHERE sponsor.is_overdue AND sponsor.last_touchpoint_at IS NULL
