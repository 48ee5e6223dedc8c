-- The values in force for every tier, from lists of equal length.
INSERT INTO ops.policy (name, tier, value)
SELECT unnest($name), unnest($tier), unnest($value)
