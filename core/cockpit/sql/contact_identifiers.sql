-- grain: one row a contact among the keys, as its source calls it
-- parameters: keys
SELECT contact_key, source_system, source_id
FROM ops.golden_contact
WHERE contact_key IN (SELECT unnest($keys::UBIGINT[]))
