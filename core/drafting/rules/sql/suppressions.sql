-- grain: one row a suppression in force that covers the contact: one of any record or address of the person holds
-- parameters: contact_key, email (lower case, may be empty), today
WITH
person AS (
    SELECT member_key, lower(email) AS email
    FROM ops.contact_alias
    WHERE contact_key = $contact_key
    UNION
    SELECT $contact_key, lower($email)
),

address AS (
    SELECT email, split_part(email, '@', 2) AS domain
    FROM person
    WHERE email <> ''
)

SELECT suppression_id, scope, value, reason, suppressed_by, until_on
FROM ops.suppression
WHERE
    ended_at IS NULL
    AND (until_on IS NULL OR until_on >= $today)
    AND (
        (scope = 'contact' AND contact_key IN (SELECT member_key FROM person))
        OR (value <> '' AND value IN (SELECT email FROM address))
        OR (
            scope = 'domain'
            AND EXISTS (SELECT 1 FROM address WHERE domain = value OR ends_with(domain, '.' || value))
        )
    )
ORDER BY suppression_id
