-- grain: one row a person of our own company, of the addresses asked for
-- parameters: emails
SELECT member_key, lower(email) AS email, full_name, role AS title, time_zone
FROM crm.team_member
WHERE list_contains($emails::VARCHAR[], lower(email))
ORDER BY full_name, member_key
