-- grain: one row an account of one of the people
-- parameters: people
SELECT owner_email, account_key
FROM crm.account
WHERE list_contains($people::VARCHAR[], owner_email)
ORDER BY owner_email, account_key
