-- Readers see every account and person once, and whoever looks after one of the records sees them all.
-- The aliases let an account's key through to the tables below, so that one account stays a few row groups.

CREATE OR REPLACE VIEW ops.account_alias AS
SELECT
    account.account_key,
    account.account_key AS member_key,
    account.name,
    account.domain,
    account.source_system,
    account.source_id,
    account.owner_email
FROM crm.account AS account
ANTI JOIN (
    SELECT member_key FROM ops.cluster_member WHERE entity = 'account'
) AS member
    ON member.member_key = account.account_key
UNION ALL
SELECT
    member.cluster_key,
    account.account_key,
    account.name,
    account.domain,
    account.source_system,
    account.source_id,
    account.owner_email
FROM ops.cluster_member AS member
JOIN crm.account AS account ON account.account_key = member.member_key
WHERE member.entity = 'account';
COMMENT ON VIEW ops.account_alias IS 'One row an imported account: the account it is part of, what it is called, and who owns it';

CREATE OR REPLACE VIEW ops.contact_alias AS
SELECT
    contact.contact_key,
    contact.contact_key AS member_key,
    contact.email,
    contact.source_system,
    contact.source_id,
    contact.account_key
FROM crm.contact AS contact
ANTI JOIN (
    SELECT member_key FROM ops.cluster_member WHERE entity = 'contact'
) AS member
    ON member.member_key = contact.contact_key
UNION ALL
SELECT
    member.cluster_key,
    contact.contact_key,
    contact.email,
    contact.source_system,
    contact.source_id,
    merged.account_key
FROM ops.cluster_member AS member
JOIN crm.contact AS contact ON contact.contact_key = member.member_key
JOIN ops.merged_contact AS merged ON merged.contact_key = member.cluster_key
WHERE member.entity = 'contact';
COMMENT ON VIEW ops.contact_alias IS 'One row an imported contact: the person it is part of, how they are addressed, and the account of the person';

-- Which accounts a viewer sees: everyone's for those who see all; otherwise the accounts of which they own
-- a record or work on one, and those of the people who report to them, directly or through others.
CREATE OR REPLACE MACRO ops.visible_account(viewer, sees_all) AS TABLE
WITH RECURSIVE report AS (
    SELECT lower(viewer) AS email
    UNION
    SELECT member.email
    FROM crm.team_member AS member
    JOIN report ON member.manager_email = report.email
)
SELECT account.account_key
FROM ops.golden_account AS account
WHERE
    sees_all
    OR account.account_key IN (
        SELECT owned.account_key
        FROM ops.account_alias AS owned
        JOIN report ON report.email = owned.owner_email
    )
    OR account.account_key IN (
        SELECT team.account_key
        FROM crm.account_team AS team
        JOIN report ON team.email = report.email
    );
