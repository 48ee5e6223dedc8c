-- Salesforce organisation export of contacts: ten an account, the first three of them executives.
-- account_count: how many accounts
SELECT
    printf('003%012dAAA', i) AS "Id",
    '0' AS "IsDeleted",
    printf('001%012dAAA', i // 10) AS "AccountId",
    ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elif', 'Farah', 'Goro', 'Hana'][1 + roll(i, 'first', 8)] AS "FirstName",
    ['Abelson', 'Bianchi', 'Çelik', 'Dvořák', 'Evans', 'Fujita', 'García'][1 + roll(i, 'last', 7)] || ' ' || i AS "LastName",
    '+1 202 555 ' || printf('%04d', i % 10000) AS "Phone",
    '000000000000000AAA' AS "ReportsToId",
    'c' || i || '@a' || (i // 10) || '.example' AS "Email",
    [
        'Chief Executive Officer', 'VP of Engineering', 'CFO', 'IT Director', 'Product Owner', 'IT Manager',
        'Systems Administrator', 'Business Analyst', 'Support Lead', 'Procurement Manager'
    ][1 + i % 10] AS "Title",
    '005000000000001AAA' AS "OwnerId",
    '0' AS "HasOptedOutOfEmail",
    '2023-03-01 10:00:00' AS "CreatedDate",
    '2024-03-01 10:00:00' AS "SystemModstamp",
    NULL AS "EmailBouncedDate",
    CASE i % 10 WHEN 0 THEN 'Executive Sponsor' WHEN 3 THEN 'Champion' END AS "Stakeholder_Role__c",
    CASE WHEN i % 10 = 0 THEN '1' ELSE '0' END AS "Primary_Sponsor__c"
FROM range(getvariable('account_count') * 10) AS n (i)
