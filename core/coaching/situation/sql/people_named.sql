-- Contacts whose whole name stands in a text, of the accounts the viewer may see.
--
-- grain       one row a contact and account
-- parameters  $viewer, $sees_all, $text (lower case, words parted by one blank, a blank at both ends)
-- source      ops.golden_contact, ops.golden_account
SELECT
    contact.contact_key,
    contact.full_name,
    coalesce(contact.title, '') AS title,
    account.account_key,
    account.source_system,
    account.source_id,
    coalesce(account.name, account.source_id) AS account_name
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_contact AS contact ON contact.account_key = visible.account_key
JOIN ops.golden_account AS account ON account.account_key = contact.account_key
WHERE
    contains(trim(contact.full_name), ' ')
    AND contains(
        $text,
        ' ' || regexp_replace(lower(strip_accents(contact.full_name)), '[^\p{L}\p{N}]+', ' ', 'g') || ' '
    )
ORDER BY contact.full_name, account_name, contact.contact_key
LIMIT 50
