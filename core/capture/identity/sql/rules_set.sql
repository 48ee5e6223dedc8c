-- grain: one row a field whose rule a person set
-- parameters: entity
SELECT field, rule, set_by, set_at, reason
FROM ops.survivorship_rule
WHERE entity = $entity
ORDER BY field
