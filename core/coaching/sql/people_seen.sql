-- Whose coaching a viewer may know of: their own, and the shared scores of those who report to them,
-- directly or through others.
--
-- grain       one row a person of our own company who looks after accounts, the viewer first
-- parameters  $viewer (e-mail address), $sees_all (single-user installations: everybody)
-- source      crm.team_member, ops.account_alias, ops.golden_account; ops.user_account for people no export names
WITH RECURSIVE report AS (
    SELECT lower($viewer) AS email
    UNION
    SELECT member.email
    FROM crm.team_member AS member
    JOIN report ON member.manager_email = report.email
),
known AS (
    SELECT email FROM crm.team_member WHERE email IS NOT NULL
    UNION
    SELECT owner_email AS email FROM ops.account_alias WHERE owner_email IS NOT NULL
    UNION
    SELECT lower(email) AS email FROM ops.user_account WHERE is_active
    UNION
    SELECT lower($viewer) AS email
),
named AS (
    SELECT
        member.email,
        any_value(member.full_name ORDER BY member.member_key) AS full_name,
        any_value(member.manager_email ORDER BY member.member_key) AS manager_email,
        any_value(member.team ORDER BY member.member_key) AS team
    FROM crm.team_member AS member
    WHERE member.email IS NOT NULL
    GROUP BY member.email
),
book AS (
    SELECT owner_email AS email, count(*) AS accounts
    FROM ops.golden_account
    WHERE owner_email IS NOT NULL
    GROUP BY owner_email
)
SELECT
    known.email,
    coalesce(named.full_name, '') AS full_name,
    coalesce(named.manager_email, '') AS manager_email,
    coalesce(named.team, '') AS team,
    coalesce(book.accounts, 0) AS accounts
FROM known
LEFT JOIN named USING (email)
LEFT JOIN book USING (email)
WHERE
    known.email = lower($viewer)
    OR ($sees_all AND book.accounts > 0)
    OR (NOT $sees_all AND known.email IN (SELECT email FROM report))
ORDER BY known.email <> lower($viewer), full_name, known.email
