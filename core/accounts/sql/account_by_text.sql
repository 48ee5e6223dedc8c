-- grain: one row an account the viewer may see and way in which the text names it
-- way: 1 identifier, 2 system and identifier, 3 key, 4 exact name, 5 start of the name
-- parameters: viewer, sees_all, text (lower case)
WITH
known AS (
    SELECT
        account.account_key,
        account.source_system,
        account.source_id,
        coalesce(account.name, account.source_id) AS name,
        CASE
            WHEN lower(account.source_id) = $text THEN 1
            WHEN lower(account.source_system || ':' || account.source_id) = $text THEN 2
            WHEN account.account_key::VARCHAR = $text THEN 3
            WHEN lower(account.name) = $text THEN 4
            WHEN starts_with(lower(account.name), $text) THEN 5
        END AS way
    FROM ops.visible_account($viewer, $sees_all) AS visible
    JOIN crm.account AS account ON account.account_key = visible.account_key
)

SELECT account_key, source_system, source_id, name, way
FROM known
WHERE way IS NOT NULL
ORDER BY way, name, source_id
LIMIT 100
