-- How our own people are named: by identifier in one system, by e-mail and full name in any, as far as
-- that means one person.
CREATE TEMP TABLE member_reference AS
SELECT reference, any_value(email) AS email
FROM (
    SELECT lower(source_id) AS reference, email FROM crm.team_member WHERE source_system = $system
    UNION
    SELECT lower(full_name) AS reference, email FROM crm.team_member
    UNION
    SELECT email AS reference, email FROM crm.team_member
)
WHERE reference IS NOT NULL AND email IS NOT NULL
GROUP BY reference
HAVING count(DISTINCT email) = 1
