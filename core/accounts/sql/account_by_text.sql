-- grain: one row an account the viewer may see and way in which the text names it
-- way: 1 identifier, 2 system and identifier, 3 key, 4 exact name, 5 start of the name, of any of its records
-- parameters: viewer, sees_all, text (lower case)
WITH
called AS (
    SELECT
        account_key,
        CASE
            WHEN lower(source_id) = $text THEN 1
            WHEN lower(source_system || ':' || source_id) = $text THEN 2
            WHEN member_key::VARCHAR = $text THEN 3
            WHEN lower(name) = $text THEN 4
            WHEN starts_with(lower(name), $text) THEN 5
        END AS way
    FROM ops.account_alias
),

known AS (
    SELECT account_key, min(way) AS way
    FROM called
    WHERE way IS NOT NULL
    GROUP BY account_key
)

SELECT
    account.account_key,
    account.source_system,
    account.source_id,
    coalesce(account.name, account.source_id) AS name,
    known.way
FROM known
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = known.account_key
JOIN ops.golden_account AS account ON account.account_key = known.account_key
ORDER BY known.way, name, account.source_id
LIMIT 100
