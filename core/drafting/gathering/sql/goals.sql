-- grain: one row a goal of the account, the best aligned first
-- goals carry no date: they are those imported last
-- parameters: account_key
SELECT goal_key, our_initiative, their_priority, alignment, coalesce(tied_to_renewal, FALSE) AS tied_to_renewal
FROM crm.goal
WHERE account_key = $account_key::UBIGINT AND coalesce(their_priority, our_initiative) IS NOT NULL
ORDER BY
    list_position(['high', 'medium', 'low'], lower(alignment)) NULLS LAST,
    tied_to_renewal DESC,
    coalesce(their_priority, our_initiative),
    goal_key
