INSERT INTO crm.account BY NAME
SELECT * FROM (VALUES
    (1, 'Acme', 'acme.example', 'enterprise', 'Retail', 'EMEA', 'ann@us.example', 1000.50, 'EUR', DATE '2026-07-30', 'salesforce', 'A1', 1, 2),
    (2, 'Bolt', 'bolt.example', 'smb', 'Energy', 'AMER', 'ann@us.example', 200.00, 'USD', NULL, 'salesforce', 'A2', 1, 3),
    (3, 'Core', 'core.example', 'enterprise', 'Retail', NULL, 'bob@us.example', 500.00, 'EUR', NULL, 'salesforce', 'B1', 1, 4),
    (4, 'Core', NULL, NULL, NULL, 'EMEA', 'bob@us.example', NULL, NULL, NULL, 'hubspot', 'B1', 1, 5)
) AS t (account_key, name, domain, tier, segment, region, owner_email, arr_amount, currency, renewal_on, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.team_member BY NAME
SELECT * FROM (VALUES
    (1, 'ann@us.example', 'Ann', 'meg@us.example'),
    (2, 'bob@us.example', 'Bob', NULL)
) AS t (member_key, email, full_name, manager_email)
;
INSERT INTO crm.import_batch BY NAME
SELECT 1 AS batch_id, 1 AS import_id, 'accounts.csv' AS file_name, TIMESTAMP '2026-06-29 09:00' AS imported_at
;
INSERT INTO crm.contact BY NAME
SELECT * FROM (VALUES
    (11, 'Cleo Finn', 'CFO', 'cleo@acme.example', 'executive_sponsor', true, 'given', 1, 'salesforce', 'C1', 1, 2)
) AS t (contact_key, full_name, title, email, role, is_primary_sponsor, consent, account_key, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.activity BY NAME
SELECT * FROM (VALUES
    (101, 'qbr', NULL, TIMESTAMP '2026-06-10 09:00', ['cleo@acme.example'], 'Q2 review', 1, 'salesforce', 'T1', 1, 2),
    (102, 'qbr', NULL, TIMESTAMP '2026-08-01 09:00', NULL, 'Q3 review', 1, 'salesforce', 'T4', 1, 5)
) AS t (activity_key, kind, direction, occurred_at, participant_emails, subject, account_key, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.outcome_metric BY NAME
SELECT * FROM (VALUES
    (401, 'Adoption', 55.0, '%', 40.0, 80.0, DATE '2026-05-01', 1),
    (402, 'Adoption', 60.0, '%', 40.0, 80.0, DATE '2026-06-01', 1),
    (403, 'Adoption', 99.0, '%', 40.0, 80.0, DATE '2026-07-01', 1)
) AS t (outcome_key, metric, value, unit, baseline, target, measured_on, account_key)
;
INSERT INTO crm.account_plan BY NAME
SELECT * FROM (VALUES
    (501, 'Agree the roll-out', DATE '2026-07-15', 'open', 1),
    (502, 'Long done', DATE '2026-01-15', 'Completed', 1)
) AS t (plan_key, objective, due_on, status, account_key)
;
INSERT INTO crm.opportunity BY NAME
SELECT 601 AS opportunity_key, 'Renewal' AS name, 'open' AS outcome, 'Send the paper' AS next_step,
    DATE '2026-07-20' AS close_on, DATE '2026-01-01' AS created_on, 1 AS account_key
;
INSERT INTO ops.escalation BY NAME
SELECT
    1 AS escalation_id, 1 AS account_key, 'score_below' AS trigger, TIMESTAMP '2026-06-29 02:00' AS opened_at,
    DATE '2026-06-29' AS opened_on, 'amber' AS from_band, 50.0 AS from_score, 'red' AS opened_band, 30.0 AS opened_score,
    'red' AS worst_band, 30.0 AS worst_score, 40.0 AS score_limit, true AS needs_better_band, 'critical' AS severity,
    ['red', 'renewal_near'] AS severity_reasons, ['aged_critical_tickets'] AS rules_tripped, [] AS evidence,
    0 AS times_worsened, 0 AS better_scans, 'open' AS stance, DATE '2026-06-29' AS updated_on, '' AS draft_note
;
INSERT INTO ops.escalation_rule VALUES (1, 'aged_critical_tickets', 9.0, 3.0, 'days', '1 critical ticket older than its limit.')
;
