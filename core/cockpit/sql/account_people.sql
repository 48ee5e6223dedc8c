-- grain: one row a person of the account who has not left, executives first
-- seniority, function: read from the title, corrections by hand included
-- parameters: account_key, as_of
SELECT
    profile.contact_key,
    profile.full_name,
    profile.title,
    profile.seniority,
    profile.function,
    profile.phone,
    profile.account_key,
    contact.country,
    contact.time_zone,
    account.country AS account_country,
    account.time_zone AS account_time_zone
FROM mart.contact_profile AS profile
JOIN ops.golden_contact AS contact ON contact.contact_key = profile.contact_key
JOIN ops.golden_account AS account ON account.account_key = $account_key::UBIGINT
WHERE
    profile.account_key = $account_key::UBIGINT
    AND profile.as_of = $as_of
    AND profile.status IS DISTINCT FROM 'left'
ORDER BY profile.is_executive DESC, profile.full_name, profile.contact_key
LIMIT 200
