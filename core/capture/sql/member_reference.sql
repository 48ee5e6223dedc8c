-- How our own people are named in each system: by identifier, by e-mail, and by full name where only
-- one has it.
CREATE TEMP TABLE member_reference AS
SELECT source_system, reference, any_value(email) AS email
FROM (
    SELECT source_system, lower(source_id) AS reference, email FROM crm.team_member
    UNION
    SELECT source_system, lower(full_name) AS reference, email FROM crm.team_member
    UNION
    SELECT source_system, email AS reference, email FROM crm.team_member
)
WHERE reference IS NOT NULL AND email IS NOT NULL
GROUP BY source_system, reference
HAVING count(DISTINCT email) = 1
