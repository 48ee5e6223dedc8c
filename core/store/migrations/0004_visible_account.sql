-- Which accounts a viewer sees: everyone's for those who see all; otherwise the accounts they own or
-- work on, and those of the people who report to them, directly or through others.

CREATE MACRO ops.visible_account(viewer, sees_all) AS TABLE
WITH RECURSIVE report AS (
    SELECT lower(viewer) AS email
    UNION
    SELECT member.email
    FROM crm.team_member AS member
    JOIN report ON member.manager_email = report.email
)
SELECT account.account_key
FROM crm.account AS account
WHERE
    sees_all
    OR account.owner_email IN (SELECT email FROM report)
    OR account.account_key IN (
        SELECT team.account_key
        FROM crm.account_team AS team
        JOIN report ON team.email = report.email
    );
