-- grain: one row an account: the first open plan that asks for executive engagement, where no executive was met in
--   plan_contact_days before the date
-- about: the plan's objective; due_on: when it is due; days: until then, negative when overdue
-- parameters: viewer, sees_all, as_of, plan_contact_days
WITH
plan AS (
    SELECT
        account_key,
        arg_min(objective, coalesce(due_on, DATE '9999-12-31')) AS objective,
        arg_min(plan_key, coalesce(due_on, DATE '9999-12-31')) AS plan_key,
        min(due_on) AS due_on
    FROM crm.account_plan
    WHERE
        needs_executive_engagement
        AND coalesce(lower(status), 'open') NOT IN ('done', 'completed', 'complete', 'closed', 'cancelled', 'canceled')
    GROUP BY account_key
)

SELECT
    plan.account_key,
    sponsor.primary_contact_key AS contact_key,
    plan.objective AS about,
    NULL::DATE AS since_on,
    plan.due_on,
    (plan.due_on - $as_of)::INTEGER AS days,
    ['crm.account_plan/' || plan.plan_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN plan ON plan.account_key = visible.account_key
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = plan.account_key AND sponsor.as_of = $as_of
WHERE
    sponsor.last_contact_at IS NULL
    OR sponsor.last_contact_at::DATE < $as_of - $plan_contact_days::INTEGER
