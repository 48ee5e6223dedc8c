-- grain: one row an initiative shared with the account, the best aligned first
-- parameters: account_key
SELECT
    goal_key,
    our_initiative,
    their_priority,
    alignment,
    coalesce(tied_to_renewal, FALSE) AS tied_to_renewal,
    'crm.goal/' || goal_key AS goal_ref
FROM crm.goal
WHERE account_key = $account_key
ORDER BY list_position(['high', 'medium', 'low'], alignment) NULLS LAST, our_initiative, goal_key
