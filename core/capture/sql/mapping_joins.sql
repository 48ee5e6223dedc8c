-- Of cells of an unknown file, by column: how many of the different ones are keys already loaded, by kind
-- of key. Cells of less than three characters prove nothing.
WITH given AS (
    SELECT DISTINCT place, lower(value) AS value
    FROM (SELECT unnest($places::INTEGER[]) AS place, unnest($cells::VARCHAR[]) AS value)
    WHERE length(value) > 2
),

known AS (
    SELECT 'account id' AS key, lower(source_id) AS value FROM crm.account
    UNION ALL
    SELECT 'account name', lower(name) FROM crm.account
    UNION ALL
    SELECT 'account domain', lower(domain) FROM crm.account
    UNION ALL
    SELECT 'contact id', lower(source_id) FROM crm.contact
    UNION ALL
    SELECT 'contact email', lower(email) FROM crm.contact
    UNION ALL
    SELECT 'member', lower(email) FROM crm.team_member
    UNION ALL
    SELECT 'member', lower(full_name) FROM crm.team_member
    UNION ALL
    SELECT 'member', lower(source_id) FROM crm.team_member
    UNION ALL
    SELECT 'ticket id', lower(source_id) FROM crm.ticket
    UNION ALL
    SELECT 'ticket id', lower(display_id) FROM crm.ticket
    UNION ALL
    SELECT 'opportunity id', lower(source_id) FROM crm.opportunity
)

SELECT given.place, known.key, count(DISTINCT given.value) AS found
FROM known
INNER JOIN given USING (value)
GROUP BY given.place, known.key
ORDER BY given.place, known.key
