-- rule: plan_needs_executive
-- group: short_term
-- order: 32
-- title: Take {objective} to {person}
-- wording: the account plan asks for an executive by {due_on}.
-- says: objective quote; person person; due_on date
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY plan.due_on, plan.plan_key) AS place,
    plan.objective,
    sponsor.person,
    plan.due_on,
    ['crm.account_plan/' || plan.plan_key] AS evidence
FROM crm.account_plan AS plan
JOIN account ON account.account_key = plan.account_key
JOIN sponsor ON TRUE
WHERE
    plan.needs_executive_engagement
    AND plan.objective IS NOT NULL
    AND plan.due_on BETWEEN CAST($as_of AS DATE) AND CAST($as_of AS DATE) + 91
    AND coalesce(lower(plan.status), '') NOT IN ('done', 'completed', 'closed', 'cancelled')
