-- Contacts as imported, each with the account it is at and that account's country.
WITH place AS (
    SELECT account_key, any_value(name) AS name, any_value(country) AS country
    FROM crm.account
    GROUP BY account_key
)
SELECT
    contact.contact_key AS key,
    contact.full_name,
    contact.title,
    contact.email,
    contact.phone,
    coalesce(contact.country, place.country) AS country,
    contact.account_key,
    coalesce(place.name, contact.account_name_ref) AS account,
    contact.source_system || chr(31) || contact.source_id AS record_ref,
    contact.source_system || chr(31) || contact.reports_to_ref AS reports_to
FROM crm.contact AS contact
LEFT JOIN place ON place.account_key = contact.account_key
ORDER BY contact.contact_key
