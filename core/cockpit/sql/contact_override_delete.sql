-- effect: the imported value stands again
-- parameters: contact_key, field
DELETE FROM ops.contact_override
WHERE contact_key = $contact_key::UBIGINT AND field = $field
