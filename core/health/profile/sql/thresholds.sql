-- grain: one row a threshold of the profile, with its value for the tier of the account
-- parameters: account_key
SELECT policy.name, policy.value
FROM ops.policy AS policy
WHERE
    policy.name IN (
        'maturity_window_days', 'maturity_prior_messages', 'maturity_min_messages',
        'codevelopment_window_days', 'codevelopment_min_tickets'
    )
    AND policy.tier = coalesce((SELECT tier FROM ops.golden_account WHERE account_key = $account_key::UBIGINT), '')
