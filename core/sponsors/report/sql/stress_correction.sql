-- grain: the corrections people made, and one more: the person to be removed has left
-- parameters: removed (key of a contact; 0 removes nobody), as_of
SELECT contact_key, field, value, set_at
FROM ops.contact_override
WHERE NOT (contact_key = CAST($removed AS UBIGINT) AND field = 'status')
UNION ALL
SELECT CAST($removed AS UBIGINT), 'status', 'left', CAST($as_of AS TIMESTAMP)
