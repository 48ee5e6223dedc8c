-- grain: the account of a contact
-- parameters: contact_key
SELECT account_key
FROM crm.contact
WHERE contact_key = $contact_key::UBIGINT
