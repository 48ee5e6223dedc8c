INSERT INTO crm.account BY NAME
SELECT * FROM (VALUES
    (1, 'Acme', 'acme.example', 'enterprise', 'ann@us.example', 1000.00, 'EUR', DATE '2026-09-30', NULL, 'salesforce', '001A', 1, 2),
    (2, 'Acme Incorporated', 'acme-group.example', NULL, 'bob@us.example', NULL, NULL, NULL, 'Retail', 'zendesk', '77', 2, 2),
    (3, 'Bolt', 'bolt.example', 'smb', 'ann@us.example', 200.00, 'USD', NULL, NULL, 'salesforce', '001B', 1, 3)
) AS t (account_key, name, domain, tier, owner_email, arr_amount, currency, renewal_on, industry, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.import_batch BY NAME
SELECT * FROM (VALUES
    (1, 1, 'accounts.csv', TIMESTAMP '2026-06-29 08:00', TIMESTAMP '2026-06-29 09:00'),
    (2, 2, 'organizations.csv', TIMESTAMP '2026-06-29 10:00', TIMESTAMP '2026-06-29 11:00')
) AS t (batch_id, import_id, file_name, exported_at, imported_at)
;
INSERT INTO crm.account_team BY NAME
SELECT 1 AS account_team_key, 'tam@us.example' AS email, 'tam' AS role, 2 AS account_key
;
INSERT INTO crm.contact BY NAME
SELECT * FROM (VALUES
    (11, 'Robert Kim', 'CFO', 'robert@acme.example', true, 'given', 1, 'salesforce', '003R', 1, 2),
    (12, 'Rob Kim', NULL, 'rkim@acme-group.example', NULL, 'unknown', 2, 'zendesk', '900', 2, 3),
    (31, 'Vera Poe', 'COO', 'vera@bolt.example', true, 'given', 3, 'salesforce', '003V', 1, 4)
) AS t (contact_key, full_name, title, email, is_primary_sponsor, consent, account_key, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.activity BY NAME
SELECT * FROM (VALUES
    (101, 'qbr', NULL, TIMESTAMP '2026-06-10 09:00', ['robert@acme.example'], NULL, NULL, 1, 'salesforce', 'T1'),
    (102, 'meeting', NULL, TIMESTAMP '2026-06-12 09:00', ['rkim@acme-group.example'], NULL, NULL, 2, 'zendesk', 'T2'),
    (103, 'meeting', NULL, TIMESTAMP '2026-06-15 09:00', ['robert@acme.example', 'rkim@acme-group.example'], ['900'], NULL, 2, 'zendesk', 'T3'),
    (104, 'call', NULL, TIMESTAMP '2026-06-17 09:00', NULL, ['900'], NULL, 2, 'zendesk', 'T4'),
    (105, 'email', NULL, TIMESTAMP '2026-06-18 09:00', ['ann@us.example'], NULL, 'rkim@acme-group.example', 2, 'zendesk', 'T5'),
    (106, 'call', NULL, TIMESTAMP '2026-06-19 09:00', NULL, ['900'], NULL, 1, 'salesforce', 'T6')
) AS t (activity_key, kind, direction, occurred_at, participant_emails, contact_refs, from_email, account_key, source_system, source_id)
