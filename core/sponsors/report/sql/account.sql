-- grain: one row, the account with its score and our people in charge
-- prelude: yes
-- parameters: account_key, as_of
WITH
member AS (
    SELECT email, min(member_key) AS member_key
    FROM crm.team_member
    GROUP BY email
)

SELECT
    account.* EXCLUDE (account_key),
    owner.full_name AS owner_name,
    owner.time_zone AS owner_time_zone,
    coalesce('crm.team_member/' || owner.member_key, account.account_ref) AS owner_ref,
    manager.full_name AS manager_name
FROM account
LEFT JOIN member AS owning ON owning.email = account.owner_email
LEFT JOIN crm.team_member AS owner ON owner.member_key = owning.member_key
LEFT JOIN member AS managing ON managing.email = owner.manager_email
LEFT JOIN crm.team_member AS manager ON manager.member_key = managing.member_key
