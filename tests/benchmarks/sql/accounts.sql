-- Salesforce organisation export of accounts, the columns that matter here.
-- account_count: how many accounts
SELECT
    printf('001%012dAAA', i) AS "Id",
    '0' AS "IsDeleted",
    'Benchmark Company ' || i || CASE i % 3 WHEN 0 THEN ' GmbH' WHEN 1 THEN ', Inc.' ELSE ' S.A.' END AS "Name",
    'Customer - Direct' AS "Type",
    '000000000000000AAA' AS "ParentId",
    ['Germany', 'United States', 'Brazil', 'Japan', 'India'][1 + i % 5] AS "BillingCountry",
    'https://www.a' || i || '.example' AS "Website",
    ['Logistics', 'Banking', 'Retail', 'Energy'][1 + i % 4] AS "Industry",
    'USD' AS "CurrencyIsoCode",
    '005000000000001AAA' AS "OwnerId",
    '2022-01-10 09:00:00' AS "CreatedDate",
    '2024-01-10 09:00:00' AS "SystemModstamp",
    ['Enterprise', 'Mid-Market', 'SMB'][1 + roll(i, 'tier', 3)] AS "Tier__c",
    ['North America', 'EMEA', 'APAC', 'LATAM'][1 + roll(i, 'region', 4)] AS "Region__c",
    (5000 + roll(i, 'arr', 900000))::VARCHAR || '.00' AS "ARR__c",
    strftime(DATE '2026-07-01' + (roll(i, 'renewal', 365))::INTEGER, '%Y-%m-%d 00:00:00') AS "Renewal_Date__c"
FROM range(getvariable('account_count')) AS n (i)
