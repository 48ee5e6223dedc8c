-- grain: one row a contact of the account who has not left, at most 500
-- parameters: account_key
SELECT contact_key, email, phone, country, time_zone
FROM ops.golden_contact
WHERE account_key = $account_key::UBIGINT AND status IS DISTINCT FROM 'left'
ORDER BY contact_key
LIMIT 500
