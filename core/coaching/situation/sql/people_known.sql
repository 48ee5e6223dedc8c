-- The people of an account at a date.
--
-- grain       one row a contact with a name, those of influence first
-- parameters  $account_key, $as_of
-- source      mart.contact_profile
SELECT
    contact_key,
    full_name,
    coalesce(title, '') AS title,
    coalesce(role, '') AS role,
    coalesce(function, '') AS function,
    is_executive,
    is_marked_primary,
    status = 'left' AS has_left
FROM mart.contact_profile
WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND full_name IS NOT NULL
ORDER BY status = 'left', is_marked_primary DESC, is_executive DESC, full_name, contact_key
