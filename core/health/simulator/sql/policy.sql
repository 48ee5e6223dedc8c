-- grain: one row a threshold and tier of a policy that is supposed to be in force
-- parameters: name, tier, value (lists of equal length)
SELECT
    unnest($name::VARCHAR[]) AS name,
    unnest($tier::VARCHAR[]) AS tier,
    unnest($value::DOUBLE[]) AS value
