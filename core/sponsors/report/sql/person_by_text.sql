-- grain: one row a contact of the account that a text names; way: 1 identifier or key, 2 whole name, 3 start of the name
-- parameters: account_key, as_of, text (lower case)
SELECT
    contact_key,
    full_name,
    source_id,
    CASE
        WHEN lower(source_id) = $text OR CAST(contact_key AS VARCHAR) = $text THEN 1
        WHEN lower(full_name) = $text THEN 2
        ELSE 3
    END AS way
FROM mart.contact_profile
WHERE
    as_of = $as_of
    AND account_key = $account_key
    AND $text <> ''
    AND (
        lower(source_id) = $text
        OR CAST(contact_key AS VARCHAR) = $text
        OR starts_with(lower(full_name), $text)
    )
ORDER BY way, full_name, contact_key
