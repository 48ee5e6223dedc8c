-- grain: the account of a contact
-- parameters: contact_key
SELECT account_key
FROM ops.contact_alias
WHERE member_key = $contact_key::UBIGINT
