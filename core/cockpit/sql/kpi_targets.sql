-- grain: one row a threshold of the policy in force, for accounts of no named tier
-- value: in the threshold's unit; shares are percent
SELECT name, value
FROM ops.policy
WHERE tier = '' AND ends_with(name, '_target')
