-- grain: one row an open renewal and a plan for it that is not on its way, due after the deal is to close
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
renewal AS (
    SELECT deal.account_key, deal.opportunity_key, coalesce(deal.name, 'The renewal') AS name, deal.close_on
    FROM crm.opportunity AS deal
    JOIN account ON account.account_key = deal.account_key
    WHERE
        deal.outcome = 'open'
        AND deal.close_on >= $as_of
        AND coalesce(deal.created_on <= $as_of, TRUE)
        AND contains(lower(deal.name), 'renewal')
),

plan AS (
    SELECT account_key, plan_key, objective, due_on, status
    FROM crm.account_plan
    WHERE contains(lower(objective), 'renew') AND coalesce(lower(status), '') NOT IN ('done', 'completed', 'achieved')
)

SELECT
    renewal.account_key,
    renewal.name || ' is to close on ' || strftime(renewal.close_on, '%-d %b %Y') || '.' AS says_one,
    '"' || plan.objective || '" is due on ' || strftime(plan.due_on, '%-d %b %Y')
    || coalesce(', ' || replace(lower(plan.status), '_', ' '), '') || '.' AS says_other,
    ['crm.opportunity/' || renewal.opportunity_key] AS evidence_one,
    ['crm.account_plan/' || plan.plan_key] AS evidence_other
FROM renewal
JOIN plan ON plan.account_key = renewal.account_key AND plan.due_on > renewal.close_on
