-- Whom one can practise with.
--
-- grain       one row an active contact of the account with a name, executives first
-- parameters  $account_key, $as_of, $limit
-- source      mart.contact_profile
SELECT contact_key, full_name, coalesce(title, '') AS title, coalesce(is_executive, false) AS is_executive
FROM mart.contact_profile
WHERE
    as_of = $as_of
    AND account_key = $account_key::UBIGINT
    AND status = 'active'
    AND full_name IS NOT NULL
ORDER BY is_executive DESC, full_name, contact_key
LIMIT $limit
