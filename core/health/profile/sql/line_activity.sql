-- grain: an imported conversation of the account; no single person is its subject
-- parameters: account_key, line
SELECT CAST(NULL AS UBIGINT) AS contact_key
FROM crm.activity
WHERE activity_key = $line::UBIGINT AND account_key = $account_key::UBIGINT
