-- rule: invite_to_review
-- group: short_term
-- order: 20
-- title: Invite {person} to the next QBR in person
-- wording: attendance rises from {attended} of {held}.
-- says: person person; attended count; held count QBRs
-- policy: weak_factor_pct
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    contribution.measure AS attended,
    contribution.target AS held,
    contribution.evidence
FROM sponsor
JOIN account ON TRUE
JOIN mart.sponsor_contribution AS contribution
    ON contribution.contact_key = sponsor.contact_key
    AND contribution.as_of = $as_of
    AND contribution.account_key = $account_key
WHERE
    contribution.factor = 'qbr_attendance'
    AND contribution.state <> 'missing'
    AND contribution.points <= contribution.max_points * (SELECT value FROM threshold WHERE name = 'weak_factor_pct') / 100
