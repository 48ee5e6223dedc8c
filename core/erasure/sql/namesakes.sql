-- grain: one row a name or phone of the person that someone else bears too, as part of a longer name
-- even: Mary Jane Doe is not Jane Doe
-- parameters: names (lower case), phones, keys of the person's own rows
WITH
other AS (
    SELECT lower(full_name) AS full_name, phone, contact_key AS row_key
    FROM crm.contact
    UNION ALL
    SELECT lower(full_name), phone, lead_key
    FROM crm.lead
    UNION ALL
    SELECT lower(full_name), NULL, member_key
    FROM crm.team_member
)

SELECT DISTINCT 'name' AS kind, asked.name AS value
FROM other
JOIN (SELECT unnest($names::VARCHAR[]) AS name) AS asked
    ON contains(' ' || other.full_name || ' ', ' ' || asked.name || ' ')
WHERE NOT list_contains($keys::UBIGINT[], other.row_key)
UNION ALL
SELECT DISTINCT 'phone', other.phone
FROM other
WHERE
    NOT list_contains($keys::UBIGINT[], other.row_key)
    AND list_contains($phones::VARCHAR[], other.phone)
