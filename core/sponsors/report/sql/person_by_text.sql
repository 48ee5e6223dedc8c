-- grain: one row a contact of the account that a text names; way: 1 identifier or key of any of their records, 2 whole
--   name, 3 start of the name
-- parameters: account_key, as_of, text (lower case)
WITH
identified AS (
    SELECT contact_key
    FROM ops.contact_alias
    WHERE
        account_key = $account_key
        AND list_contains([lower(source_id), lower(source_system || ':' || source_id), CAST(member_key AS VARCHAR)], $text)
)

SELECT
    contact_key,
    full_name,
    source_id,
    CASE
        WHEN contact_key IN (SELECT contact_key FROM identified) THEN 1
        WHEN lower(full_name) = $text THEN 2
        ELSE 3
    END AS way
FROM mart.contact_profile
WHERE
    as_of = $as_of
    AND account_key = $account_key
    AND $text <> ''
    AND (contact_key IN (SELECT contact_key FROM identified) OR starts_with(lower(full_name), $text))
ORDER BY way, full_name, contact_key
