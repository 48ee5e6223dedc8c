-- rule: replies_weak
-- group: concern
-- order: 61
-- title: {person} answers slowly
-- wording: replies take {reply} on average; the target is {target}.
-- says: person person; reply duration days; target duration days
-- policy: weak_factor_pct
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    sponsor.person,
    contribution.measure AS reply,
    contribution.target,
    CASE WHEN len(contribution.evidence) > 0 THEN contribution.evidence ELSE [sponsor.contact_ref] END AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN mart.sponsor_contribution AS contribution
    ON contribution.contact_key = sponsor.contact_key
    AND contribution.as_of = $as_of
    AND contribution.account_key = $account_key
WHERE
    contribution.factor = 'responsiveness'
    AND contribution.state <> 'missing'
    AND contribution.points <= contribution.max_points * (SELECT value FROM threshold WHERE name = 'weak_factor_pct') / 100
