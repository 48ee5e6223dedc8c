-- grain: one row, the recipient, where they are a contact of the account known at the date
-- parameters: account_key, contact_key, as_of
SELECT profile.contact_key, profile.is_executive
FROM mart.contact_profile AS profile
WHERE
    profile.as_of = $as_of
    AND profile.account_key = $account_key::UBIGINT
    AND profile.contact_key = $contact_key::UBIGINT
