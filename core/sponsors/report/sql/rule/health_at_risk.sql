-- rule: health_at_risk
-- group: concern
-- order: 40
-- title: Technical health is {rag}
-- wording: {score} of {most}; the guardrail holds: executives are not contacted for operational issues.
-- says: rag status; score count; most count
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    health.rag,
    health.score,
    100 AS most,
    (
        SELECT coalesce(list_slice(list_distinct(flatten(list(rule.evidence ORDER BY rule.rule))), 1, 12), [account.account_ref])
        FROM mart.health_rule AS rule
        WHERE rule.as_of = $as_of AND rule.account_key = $account_key AND rule.tripped AND len(rule.evidence) > 0
    ) AS evidence
FROM account
JOIN mart.account_health AS health ON health.as_of = $as_of AND health.account_key = account.account_key
WHERE health.rag IN ('amber', 'red') AND health.score IS NOT NULL
