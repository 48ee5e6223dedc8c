-- rule: alignment_weak
-- group: concern
-- order: 63
-- title: Initiatives miss their priorities
-- wording: {highly_aligned_initiatives} of {rated} are highly aligned.
-- says: highly_aligned_initiatives count; rated count initiatives
-- policy: weak_factor_pct
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    (SELECT count(*) FROM crm.goal WHERE account_key = $account_key AND alignment = 'high') AS highly_aligned_initiatives,
    len(contribution.evidence) AS rated,
    CASE WHEN len(contribution.evidence) > 0 THEN contribution.evidence ELSE [sponsor.contact_ref] END AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN mart.sponsor_contribution AS contribution
    ON contribution.contact_key = sponsor.contact_key
    AND contribution.as_of = $as_of
    AND contribution.account_key = $account_key
WHERE
    contribution.factor = 'strategic_alignment'
    AND contribution.state <> 'missing'
    AND contribution.points <= contribution.max_points * (SELECT value FROM threshold WHERE name = 'weak_factor_pct') / 100
