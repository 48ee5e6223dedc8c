-- grain: one row a person of ours who works on the account beside its owner
-- parameters: account_key
SELECT
    coalesce(min(member.full_name), team.email) AS person,
    min(replace(team.role, '_', ' ')) AS role,
    'crm.account_team/' || min(team.account_team_key) AS team_ref
FROM crm.account_team AS team
LEFT JOIN crm.team_member AS member ON member.email = team.email
LEFT JOIN ops.golden_account AS account ON account.account_key = team.account_key
WHERE
    team.account_key = $account_key
    AND team.email IS NOT NULL
    AND team.email IS DISTINCT FROM account.owner_email
GROUP BY team.email
ORDER BY person, team.email
