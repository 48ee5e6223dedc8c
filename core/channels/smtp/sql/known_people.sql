-- grain: one row an address asked about, with what is known of it
-- $emails: addresses in lower case
SELECT
    asked.email,
    (
        asked.email IN (SELECT lower(member.email) FROM crm.team_member AS member)
        OR asked.email IN (SELECT person.email FROM ops.user_account AS person WHERE person.is_active)
        OR asked.email IN (SELECT lower(account.owner_email) FROM ops.account_alias AS account)
        OR asked.email IN (SELECT lower(deal.owner_email) FROM crm.opportunity AS deal)
        OR asked.email IN (SELECT lower(team.email) FROM crm.account_team AS team)
    ) AS is_ours,
    asked.email IN (SELECT lower(contact.email) FROM ops.contact_alias AS contact) AS is_contact,
    split_part(asked.email, '@', 2) IN (
        SELECT lower(account.domain) FROM ops.account_alias AS account
    ) AS is_of_customer
FROM (SELECT unnest($emails::VARCHAR[]) AS email) AS asked
