-- grain: one row a person of ours on the account, and the sender
-- role_on_account: owner, or the role in the account team; empty for a sender who is neither
-- member_key, title, time_zone: empty where the people of our company were not imported
-- references: the rows that put the person on the account
-- parameters: account_key, owner_email, sender
WITH named AS (
    SELECT
        $owner_email AS email,
        0 AS place,
        'owner' AS role,
        'crm.account/' || $account_key::UBIGINT AS reference
    UNION ALL
    SELECT email, 1, role, 'crm.account_team/' || account_team_key
    FROM crm.account_team
    WHERE account_key = $account_key::UBIGINT
    UNION ALL
    SELECT $sender, 2, NULL, NULL
),

person AS (
    SELECT
        lower(email) AS email,
        min(place) AS place,
        arg_min(role, place) AS role_on_account,
        list_sort(list(reference) FILTER (WHERE reference IS NOT NULL)) AS references
    FROM named
    WHERE email IS NOT NULL AND email <> ''
    GROUP BY lower(email)
),

member AS (
    SELECT
        lower(email) AS email,
        max(member_key) AS member_key,
        arg_max(full_name, member_key) AS full_name,
        arg_max(role, member_key) AS title,
        arg_max(time_zone, member_key) AS time_zone
    FROM crm.team_member
    GROUP BY lower(email)
)

SELECT
    person.email, person.role_on_account, coalesce(person.references, []) AS references,
    member.member_key, member.full_name, member.title, member.time_zone
FROM person
LEFT JOIN member ON member.email = person.email
ORDER BY person.place, member.full_name, person.email
