-- grain: one row, the contact as they stand once, with what is known of their account
-- parameters: contact_key
SELECT
    contact.contact_key,
    contact.account_key,
    contact.phone,
    contact.country,
    contact.time_zone,
    account.country AS account_country,
    account.time_zone AS account_time_zone
FROM ops.golden_contact AS contact
LEFT JOIN ops.golden_account AS account ON account.account_key = contact.account_key
WHERE contact.contact_key = $contact_key::UBIGINT
