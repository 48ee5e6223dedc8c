-- rule: score_partial
-- group: concern
-- order: 80
-- title: The score is partly measured
-- wording: {coverage} of its weight is covered; the rest is not imported.
-- says: coverage percent
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    account.account_coverage_pct AS coverage,
    [account.account_ref] AS evidence
FROM account
JOIN sponsor ON TRUE
WHERE account.account_coverage_pct < 100
