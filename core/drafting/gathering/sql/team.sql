-- grain: one row a person of ours in the account team
-- parameters: account_key
SELECT account_team_key, lower(email) AS email, role
FROM crm.account_team
WHERE account_key = $account_key::UBIGINT AND email IS NOT NULL
ORDER BY account_team_key
