-- grain: one row an open objective of the account plan, the soonest due first
-- plans carry no date of their own beside the due date: they are those imported last
-- parameters: account_key
SELECT
    plan_key, objective, due_on, status, coalesce(needs_executive_engagement, FALSE) AS needs_executive_engagement
FROM crm.account_plan
WHERE
    account_key = $account_key::UBIGINT
    AND objective IS NOT NULL
    AND coalesce(lower(status), '') NOT IN ('done', 'completed', 'complete', 'closed', 'cancelled', 'canceled', 'achieved')
ORDER BY due_on NULLS LAST, objective, plan_key
LIMIT 5
