-- grain: one row a suppression in force that covers the contact
-- parameters: contact_key, email (lower case, may be empty), today
SELECT suppression_id, scope, value, reason, suppressed_by, until_on
FROM ops.suppression
WHERE
    ended_at IS NULL
    AND (until_on IS NULL OR until_on >= $today)
    AND (
        (scope = 'contact' AND contact_key = $contact_key)
        OR (value <> '' AND value = lower($email))
        OR (scope = 'domain' AND (split_part(lower($email), '@', 2) = value OR ends_with(split_part(lower($email), '@', 2), '.' || value)))
    )
ORDER BY suppression_id
