-- grain: one row: the contact as the newest imports and corrections say
-- addresses: e-mails of all records of the person, lower case
-- is_customer: the account pays us or has a renewal on record
-- parameters: contact_key
SELECT
    contact.contact_key,
    coalesce(contact.full_name, '') AS name,
    coalesce(contact.email, '') AS email,
    coalesce((
        SELECT list(DISTINCT lower(alias.email) ORDER BY lower(alias.email))
        FROM ops.contact_alias AS alias
        WHERE alias.contact_key = $contact_key AND alias.email IS NOT NULL
    ), []) AS addresses,
    contact.account_key,
    -- A correction of any record counts, and that the person left before that they did not.
    coalesce(
        (
            SELECT max(correction.value)
            FROM ops.contact_alias AS alias
            JOIN ops.contact_override AS correction
                ON correction.contact_key = alias.member_key AND correction.field = 'status'
            WHERE alias.contact_key = $contact_key
        ),
        contact.status,
        'active'
    ) AS status,
    contact.left_on,
    contact.email_bounced_at AS bounced_at,
    coalesce(contact.consent, 'unknown') AS consent,
    coalesce(account.arr_amount > 0, FALSE) OR account.renewal_on IS NOT NULL AS is_customer
FROM ops.golden_contact AS contact
LEFT JOIN ops.golden_account AS account ON account.account_key = contact.account_key
WHERE contact.contact_key = $contact_key
