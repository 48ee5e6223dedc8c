-- The values a policy version gives, from lists of equal length.
INSERT INTO ops.policy_value (version, name, tier, value)
SELECT $version, unnest($name), unnest($tier), unnest($value)
