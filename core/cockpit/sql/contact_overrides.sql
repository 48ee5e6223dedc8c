-- grain: one row a correction of a field of one account's contacts
-- parameters: account_key
SELECT
    override.contact_key, override.field, override.value, override.reason, override.set_at, override.set_by
FROM ops.contact_override AS override
JOIN ops.golden_contact AS contact ON contact.contact_key = override.contact_key
WHERE contact.account_key = $account_key::UBIGINT
ORDER BY contact.full_name, override.contact_key, override.field
