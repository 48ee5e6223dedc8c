-- The names and addresses by which speakers of a conversation can be recognised.
--
-- grain       one row a side (own, us, them) and name
-- parameters  $person (e-mail address, lower case), $account_key (NULL: no account is known)
-- source      crm.team_member, ops.user_account; ops.golden_contact and ops.contact_alias of the account
WITH named AS (
    SELECT if(email = $person, 'own', 'us') AS side, unnest([email, full_name]) AS name
    FROM crm.team_member
    UNION
    SELECT if(lower(email) = $person, 'own', 'us'), lower(email)
    FROM ops.user_account
    UNION
    SELECT 'own', $person
    UNION
    SELECT 'them', unnest([email, full_name])
    FROM ops.golden_contact
    WHERE account_key = $account_key
    UNION
    SELECT 'them', email
    FROM ops.contact_alias
    WHERE account_key = $account_key
)
SELECT side, name
FROM named
WHERE trim(coalesce(name, '')) <> ''
ORDER BY side, name
