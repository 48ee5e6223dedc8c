-- grain: one row a threshold of the policy, as it holds for the account's tier
-- prelude: yes
-- parameters: account_key, as_of
SELECT name, value
FROM threshold
ORDER BY name
