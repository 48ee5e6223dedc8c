-- Who can be given a task about an account: who owns it, works on it, or is above one of those.
--
-- grain       one row a person, the viewer first, then by name
-- parameters  $viewer (lower case), $account_key (NULL: the viewer alone)
-- source      ops.golden_account, crm.account_team, crm.team_member
WITH RECURSIVE near AS (
    SELECT owner_email AS email FROM ops.golden_account WHERE account_key = $account_key::UBIGINT
    UNION
    SELECT email FROM crm.account_team WHERE account_key = $account_key::UBIGINT
    UNION
    SELECT member.manager_email AS email
    FROM crm.team_member AS member
    JOIN near ON member.email = near.email
),

known AS (
    SELECT lower($viewer) AS email
    UNION
    SELECT lower(email) AS email FROM near WHERE email IS NOT NULL
)

SELECT
    known.email,
    coalesce(any_value(member.full_name ORDER BY member.member_key), '') AS full_name
FROM known
LEFT JOIN crm.team_member AS member ON member.email = known.email
GROUP BY known.email
ORDER BY known.email <> lower($viewer), full_name, known.email
