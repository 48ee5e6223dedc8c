INSERT INTO crm.account BY NAME
SELECT * FROM (VALUES
    (1, 'Acme', 'acme.example', 'enterprise', 'Retail', 'EMEA', 'ann@us.example', 1000.00, 'EUR', DATE '2026-07-30', 'rapport', 'A1', 1, 2),
    (2, 'Bolt', 'bolt.example', 'smb', 'Energy', 'AMER', 'ann@us.example', 200.00, 'USD', DATE '2026-06-20', 'rapport', 'A2', 1, 3),
    (3, 'Core', 'core.example', 'enterprise', 'Retail', NULL, 'bob@us.example', 500.00, 'EUR', NULL, 'rapport', 'B1', 1, 4),
    (4, 'Dune', NULL, NULL, NULL, 'EMEA', 'bob@us.example', NULL, NULL, NULL, 'hubspot', 'B2', 1, 5)
) AS t (account_key, name, domain, tier, segment, region, owner_email, arr_amount, currency, renewal_on, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.team_member BY NAME
SELECT * FROM (VALUES
    (1, 'ann@us.example', 'Ann', 'meg@us.example'),
    (2, 'meg@us.example', 'Meg', NULL),
    (3, 'bob@us.example', 'Bob', NULL)
) AS t (member_key, email, full_name, manager_email)
;
INSERT INTO crm.account_team BY NAME
SELECT 1 AS account_team_key, 'ann@us.example' AS email, 'csm' AS role, 1 AS account_key
;
INSERT INTO crm.import_batch BY NAME
SELECT * FROM (VALUES
    (1, 1, 'accounts.csv', TIMESTAMP '2026-06-29 08:00', TIMESTAMP '2026-06-29 09:00'),
    (2, 2, 'activities.csv', TIMESTAMP '2026-06-29 10:00', TIMESTAMP '2026-06-29 11:00')
) AS t (batch_id, import_id, file_name, exported_at, imported_at)
;
INSERT INTO crm.contact BY NAME
SELECT * FROM (VALUES
    (11, 'Cleo Finn', 'CFO', 'cleo@acme.example', 1, 'rapport', 'C1', 1, 2),
    (12, 'Theo Tan', 'CTO', 'theo@acme.example', 1, 'rapport', 'C2', 1, 3),
    (21, 'Vera Poe', 'VP Ops', 'vera@bolt.example', 2, 'rapport', 'C3', 1, 4),
    (41, 'Dan Dee', 'CEO', 'dan@dune.example', 4, 'rapport', 'C4', 1, 5)
) AS t (contact_key, full_name, title, email, account_key, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.activity BY NAME
SELECT * FROM (VALUES
    (101, 'qbr', NULL, TIMESTAMP '2026-06-10 09:00', ['cleo@acme.example'], 'Q2 review', 1, 'rapport', 'T1', 2, 2),
    (102, 'email', 'outbound', TIMESTAMP '2026-06-12 09:00', ['cleo@acme.example'], '=cmd()', 1, 'rapport', 'T2', 2, 3),
    (103, 'call', 'inbound', TIMESTAMP '2026-07-02 09:00', NULL, 'After the date', 1, 'rapport', 'T3', 2, 4),
    (104, 'qbr', NULL, TIMESTAMP '2026-08-01 09:00', NULL, 'Q3 review', 1, 'rapport', 'T4', 2, 5),
    (105, 'call', NULL, TIMESTAMP '2026-06-01 09:00', NULL, 'Placed nowhere', NULL, 'rapport', 'T5', 2, 6),
    (106, 'call', NULL, TIMESTAMP '2026-06-03 09:00', NULL, 'With Core', 3, 'rapport', 'T6', 2, 7)
) AS t (activity_key, kind, direction, occurred_at, participant_emails, subject, account_key, source_system, source_id, batch_id, source_line)
;
INSERT INTO crm.ticket BY NAME
SELECT * FROM (VALUES
    (201, 'SUP-1', 'Down', 'P1', 'open', TIMESTAMP '2026-06-20 00:00', NULL, 2),
    (202, 'SUP-2', 'Slow', 'P3', 'solved', TIMESTAMP '2026-06-01 00:00', TIMESTAMP '2026-06-11 00:00', 2),
    (203, 'SUP-3', 'Late fix', 'P2', 'closed', TIMESTAMP '2026-06-15 00:00', TIMESTAMP '2026-07-05 00:00', 2),
    (204, 'SUP-4', 'Unborn', 'P4', 'open', TIMESTAMP '2026-07-01 00:00', NULL, 2)
) AS t (ticket_key, display_id, subject, priority, status, opened_at, resolved_at, account_key)
;
INSERT INTO crm.heartbeat BY NAME
SELECT * FROM (VALUES
    (301, 'sync', TIMESTAMP '2026-06-25 12:00', 100, 2),
    (302, 'sync', TIMESTAMP '2026-06-26 12:00', 50, 2),
    (303, 'sync', TIMESTAMP '2026-06-28 12:00', 10, 2)
) AS t (heartbeat_key, integration, seen_at, api_calls, account_key)
;
INSERT INTO crm.outcome_metric BY NAME
SELECT * FROM (VALUES
    (401, 'Adoption', 60.0, 'percent', 80.0, DATE '2026-06-01', 1),
    (402, 'Adoption', 70.0, 'percent', 80.0, DATE '2026-07-15', 1)
) AS t (outcome_key, metric, value, unit, target, measured_on, account_key)
;
INSERT INTO crm.change_event BY NAME
SELECT * FROM (VALUES
    ('contact', 12, 1, 'title', 'CIO', 'CTO', TIMESTAMP '2026-06-15 00:00', 1, 3, NULL, NULL),
    ('account', 3, 3, 'owner_email', 'ann@us.example', 'bob@us.example', TIMESTAMP '2026-06-16 00:00', 1, 4, 2, 9),
    ('account', 1, 1, 'tier', 'smb', 'enterprise', TIMESTAMP '2026-01-01 00:00', 1, 2, NULL, NULL)
) AS t (entity, entity_key, account_key, field, from_value, to_value, observed_at, batch_id, source_line, previous_batch_id, previous_source_line)
;
INSERT INTO ops.policy_version VALUES (1, 'aaaa', TIMESTAMP '2026-01-01', 'tests', 'shipped', '')
;
INSERT INTO ops.policy VALUES
    ('', 'exec_engagement_rate_target', 80),
    ('', 'avg_days_between_exec_contacts_target', 45),
    ('', 'qbr_exec_attendance_target', 70),
    ('', 'sponsor_retention_yoy_target', 85),
    ('', 'multi_thread_score_target', 1.5),
    ('', 'heartbeat_warn_hours', 24)
;
CREATE TABLE mart.contact_profile AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (1::UBIGINT, 11::UBIGINT, 'Cleo Finn', 'CFO', 'cleo@acme.example', 'c_level', 'finance', 'executive_sponsor', true, true, 'active', NULL::DATE, 'rapport', 'C1'),
    (1, 12, 'Theo Tan', 'CTO', 'theo@acme.example', 'c_level', 'technology', NULL, false, true, 'active', NULL, 'rapport', 'C2'),
    (2, 21, 'Vera Poe', 'VP Ops', 'vera@bolt.example', 'vp', 'operations', NULL, false, true, 'active', NULL, 'rapport', 'C3'),
    (4, 41, 'Dan Dee', 'CEO', 'dan@dune.example', 'c_level', 'executive', 'executive_sponsor', true, false, 'left', DATE '2026-06-01', 'rapport', 'C4')
) AS t (account_key, contact_key, full_name, title, email, seniority, function, role, is_marked_primary, is_executive, status, left_on, source_system, source_id)
;
CREATE TABLE mart.account_scope AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (1::UBIGINT, 'enterprise'), (2, 'smb'), (3, 'enterprise'), (4, '')
) AS t (account_key, tier)
;
CREATE TABLE mart.sponsor_score AS
SELECT DATE '2026-06-30' AS as_of, *, []::VARCHAR[] AS advocacy_evidence FROM (VALUES
    (1::UBIGINT, 11::UBIGINT, 90.0, 100.0, 'champion', 'low', true, false, TIMESTAMP '2026-06-10 09:00', 'qbr', 20, NULL::DATE, 30, false, 12, 12.0, 1.0, 4, 4, 'regular contact, champion'),
    (1, 12, 55.0, 75.0, 'engaged', 'low', false, true, TIMESTAMP '2026-06-02 09:00', 'call', 28, NULL, 30, false, 4, 12.0, 3.0, 2, 4, 'regular contact'),
    (2, 21, 30.0, 75.0, 'passive', 'medium', true, false, TIMESTAMP '2025-10-01 09:00', 'call', 272, NULL, 182, true, 1, 2.0, NULL, 0, 2, 'met once'),
    (4, 41, NULL, 25.0, 'unknown', 'critical', false, false, NULL, NULL, NULL, NULL, 182, true, 0, NULL, NULL, 0, 0, 'no prior direct contact')
) AS t (account_key, contact_key, score, coverage_pct, level, risk, is_primary, is_backup, last_contact_at, last_contact_kind, days_since_contact, last_exec_outreach_on, cadence_days, is_overdue, touchpoints, touchpoint_target, mean_reply_days, qbrs_attended, qbrs_held, relationship)
;
CREATE TABLE mart.executive_measure AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (1::UBIGINT, 11::UBIGINT, TIMESTAMP '2026-06-10 09:00'),
    (1, 12, TIMESTAMP '2026-06-02 09:00'),
    (2, 21, TIMESTAMP '2025-10-01 09:00'),
    (4, 41, NULL)
) AS t (account_key, contact_key, last_touchpoint_at)
;
CREATE TABLE mart.sponsor_contribution AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (1::UBIGINT, 11::UBIGINT, 'responsiveness', 25.0, 25.0, 'present', 1.0, 'days', 1.0, 'replied', ['crm.activity/102']),
    (1, 11, 'meeting_frequency', 25.0, 25.0, 'present', 12.0, 'touchpoints', 12.0, NULL, ['crm.activity/101']),
    (1, 11, 'strategic_alignment', NULL, 25.0, 'missing', NULL, NULL, NULL, NULL, [])
) AS t (account_key, contact_key, factor, points, max_points, state, measure, unit, target, note, evidence)
;
CREATE TABLE mart.account_sponsor AS
SELECT * FROM (VALUES
    (DATE '2026-06-30', 1::UBIGINT, 11::UBIGINT, 90.0, 100.0, 'champion', 'low', 2, 2, 12::UBIGINT, TIMESTAMP '2026-06-10 09:00', 20, false, []::VARCHAR[]),
    (DATE '2026-06-30', 2, 21, 30.0, 75.0, 'passive', 'medium', 1, 0, NULL, TIMESTAMP '2025-10-01 09:00', 272, false, ['responsiveness']),
    (DATE '2026-06-30', 3, NULL, NULL, 0.0, 'unknown', 'critical', 0, 0, NULL, NULL, NULL, true, ['executives']),
    (DATE '2026-06-30', 4, 41, 20.0, 60.0, 'disengaged', 'high', 1, 0, NULL, NULL, NULL, false, []),
    (DATE '2026-05-31', 1, 11, 70.0, 100.0, 'engaged', 'low', 2, 2, 12, TIMESTAMP '2026-05-10 09:00', 20, false, [])
) AS t (as_of, account_key, primary_contact_key, score, coverage_pct, level, risk, executives, engaged_executives, backup_contact_key, last_contact_at, days_since_contact, silence_alert, missing)
;
CREATE TABLE mart.sponsor_kpi_part AS
SELECT * FROM (VALUES
    (DATE '2026-06-30', 1::UBIGINT, true, 60, 2, 4, 4, 1, 1, 2, 2),
    (DATE '2026-06-30', 2, false, 100, 1, 2, 0, 1, 0, 0, 1),
    (DATE '2026-06-30', 3, false, 0, 0, 0, 0, 0, 0, 0, 0),
    (DATE '2026-06-30', 4, false, 0, 0, 0, 0, 0, 0, 0, 1),
    (DATE '2026-05-31', 1, false, 90, 2, 3, 3, 1, 1, 1, 2)
) AS t (as_of, account_key, is_engaged, gap_days, gaps, qbrs_held, qbrs_with_executive, sponsors_year_ago, sponsors_retained, executives_engaged, executives)
;
INSERT INTO ops.model_run VALUES
    ('mart.sponsor_kpi_part', DATE '2026-06-30', 1, '', TIMESTAMP '2026-06-30'),
    ('mart.sponsor_kpi_part', DATE '2026-05-31', 1, '', TIMESTAMP '2026-06-30')
;
CREATE TABLE mart.open_ticket AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (2::UBIGINT, 201::UBIGINT, 'P1', 'open'), (2, 203, 'P2', 'open')
) AS t (account_key, ticket_key, priority, status)
;
CREATE TABLE mart.gone_ticket (
    as_of DATE, account_key UBIGINT, ticket_key UBIGINT, gone_at TIMESTAMP, reason VARCHAR
);
CREATE TABLE mart.account_health AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (1::UBIGINT, 95.0, 95.0, NULL::DOUBLE, 'green', 100.0, false, []::VARCHAR[], 0, NULL::DOUBLE, NULL::TIMESTAMP, []::VARCHAR[]),
    (2, 35.0, 50.0, 39.0, 'red', 100.0, true, ['aged_critical_tickets', 'silent_integration'], 2, 11.0, TIMESTAMP '2026-06-28 12:00', []),
    (3, NULL, NULL, NULL, 'grey', 0.0, false, [], NULL, NULL, NULL, ['tickets', 'heartbeats']),
    (4, 60.0, 60.0, NULL, 'amber', 70.0, false, [], 6, NULL, NULL, ['heartbeats'])
) AS t (account_key, score, uncapped_score, cap, rag, coverage_pct, at_risk, rules_tripped, open_tickets, oldest_critical_days, last_heartbeat_at, missing)
;
CREATE TABLE mart.health_contribution AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (2::UBIGINT, 'open_tickets', 30.0, 30.0, 'present', 2.0, 'tickets', 5.0, NULL::VARCHAR, ['crm.ticket/201']),
    (2, 'aged_critical_tickets', 0.0, 40.0, 'present', 11.0, 'days', 3.0, NULL, ['crm.ticket/201']),
    (2, 'integration_heartbeat', 20.0, 30.0, 'present', 60.0, 'hours', 24.0, NULL, ['crm.heartbeat/303'])
) AS t (account_key, factor, points, max_points, state, measure, unit, target, note, evidence)
;
CREATE TABLE mart.health_adjustment AS
SELECT DATE '2026-06-30' AS as_of, 2::UBIGINT AS account_key, 'note' AS adjustment, -5.0 AS points, 'trouble' AS note, ['crm.activity/101'] AS evidence
;
CREATE TABLE mart.health_rule AS
SELECT DATE '2026-06-30' AS as_of, * FROM (VALUES
    (2::UBIGINT, 'silent_integration', 60.0, 72.0, 'hours', false, false, NULL::VARCHAR, []::VARCHAR[]),
    (2, 'aged_critical_tickets', 11.0, 3.0, 'days', true, true, NULL, ['crm.ticket/201']),
    (1, 'aged_critical_tickets', 0.0, 3.0, 'days', false, false, NULL, [])
) AS t (account_key, rule, value, threshold, unit, tripped, at_double, note, evidence)
;
INSERT INTO ops.score_snapshot VALUES
    (TIMESTAMP '2026-06-29 02:00', DATE '2026-06-29', 1, 'health', 50, 'amber', 100, 'aaaa', 1),
    (TIMESTAMP '2026-06-29 02:00', DATE '2026-06-29', 1, 'sponsors', 90, 'champion', 100, 'aaaa', 1),
    (TIMESTAMP '2026-06-29 02:00', DATE '2026-06-29', 2, 'health', 80, 'green', 100, 'aaaa', 1),
    (TIMESTAMP '2026-06-29 02:00', DATE '2026-06-29', 3, 'health', 80, 'green', 100, 'aaaa', 1),
    (TIMESTAMP '2026-06-28 02:00', DATE '2026-06-28', 1, 'health', 10, 'red', 100, 'zzzz', 1)
;
