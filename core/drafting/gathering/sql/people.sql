-- grain: one row a person of theirs beside the recipient, and why they are named
-- part: primary, backup, champion or departure (an executive who left within 365 days)
-- parameters: account_key, contact_key, primary_key, backup_key, as_of
SELECT
    CASE
        WHEN status = 'left' THEN 'departure'
        WHEN contact_key = $primary_key::UBIGINT THEN 'primary'
        WHEN contact_key = $backup_key::UBIGINT THEN 'backup'
        ELSE 'champion'
    END AS part,
    contact_key,
    full_name,
    title,
    left_on
FROM mart.contact_profile
WHERE
    as_of = $as_of
    AND account_key = $account_key::UBIGINT
    AND contact_key IS DISTINCT FROM $contact_key::UBIGINT
    AND full_name IS NOT NULL
    AND (
        (
            status = 'active'
            AND (role = 'champion' OR contact_key IN ($primary_key::UBIGINT, $backup_key::UBIGINT))
        )
        OR (status = 'left' AND is_executive AND left_on > $as_of::DATE - 365)
    )
ORDER BY part, left_on DESC, full_name, contact_key
