-- Contacts whose whole name stands in a text, of the accounts the viewer may see.
--
-- grain       one row a contact and account
-- parameters  $viewer, $sees_all, $as_of, $text (lower case, words parted by one blank, a blank at both ends)
-- source      mart.contact_profile, crm.account
SELECT
    profile.contact_key,
    profile.full_name,
    coalesce(profile.title, '') AS title,
    account.account_key,
    account.source_system,
    account.source_id,
    coalesce(account.name, account.source_id) AS account_name
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.contact_profile AS profile
    ON profile.account_key = visible.account_key AND profile.as_of = $as_of
JOIN crm.account AS account ON account.account_key = profile.account_key
WHERE
    contains(trim(profile.full_name), ' ')
    AND contains(
        $text,
        ' ' || regexp_replace(lower(strip_accents(profile.full_name)), '[^\p{L}\p{N}]+', ' ', 'g') || ' '
    )
ORDER BY profile.full_name, account_name, profile.contact_key
LIMIT 50
