-- grain: one row a person of ours who works on the account
-- parameters: account_key
SELECT team.email, any_value(member.full_name) AS full_name, any_value(team.role) AS role
FROM crm.account_team AS team
LEFT JOIN crm.team_member AS member ON member.email = team.email
WHERE team.account_key = $account_key::UBIGINT AND team.email IS NOT NULL
GROUP BY team.email
ORDER BY team.email
