INSERT INTO crm.account BY NAME SELECT * FROM (VALUES
    (1, 'Acme', 'ann@us.example', DATE '2026-08-15', 'A1'), (2, 'Bolt', 'ann@us.example', NULL, 'A2'),
    (3, 'Core', 'bob@us.example', NULL, 'A3'), (4, 'Dune', 'ann@us.example', NULL, 'A4')
) AS t (account_key, name, owner_email, renewal_on, source_id), (SELECT 'rapport' AS source_system)
;
INSERT INTO crm.team_member BY NAME SELECT * FROM (VALUES
    (1, 'ann@us.example', 'Ann Lee', 'meg@us.example'), (2, 'bob@us.example', 'Bob Ray', 'meg@us.example'),
    (3, 'meg@us.example', 'Meg Fox', NULL)
) AS t (member_key, email, full_name, manager_email)
;
INSERT INTO crm.activity BY NAME SELECT * FROM (VALUES
    (101, 'call', NULL, TIMESTAMP '2026-06-22 00:00', 'Kick-off', 'ann@us.example', 1),
    (102, 'meeting', NULL, TIMESTAMP '2026-06-28 23:59', 'Review', 'ann@us.example', 1),
    (103, 'email', 'outbound', TIMESTAMP '2026-06-24 09:00', 'Recap', 'ann@us.example', 1),
    (104, 'email', 'inbound', TIMESTAMP '2026-06-25 09:00', 'Re: Recap', NULL, 2),
    (105, 'note', NULL, TIMESTAMP '2026-06-25 09:00', 'A note', 'ann@us.example', 4),
    (106, 'call', NULL, TIMESTAMP '2026-06-29 00:00', 'The week after', 'ann@us.example', 1),
    (107, 'call', NULL, TIMESTAMP '2026-06-21 23:59', 'The week before', 'ann@us.example', 4),
    (108, 'call', NULL, TIMESTAMP '2026-06-24 10:00', 'Of Bob''s', 'bob@us.example', 3),
    (109, 'qbr', NULL, TIMESTAMP '2026-07-08 10:00', 'Business review', 'ann@us.example', 4)
) AS t (activity_key, kind, direction, occurred_at, subject, owner_email, account_key)
;
INSERT INTO ops.task BY NAME SELECT t.*, '' AS detail, '' AS phase, '' AS document, 'x' AS created_by,
    TIMESTAMP '2026-06-01' AS created_at, 'x' AS changed_by, TIMESTAMP '2026-06-01' AS changed_at, '' AS reason
FROM (VALUES
    (1, 1, 'Send the recap', DATE '2026-06-24', 'ann@us.example', 'done', TIMESTAMP '2026-06-24 23:00'),
    (2, 1, 'Name the owner', DATE '2026-06-24', 'ann@us.example', 'done', TIMESTAMP '2026-06-26 10:00'),
    (3, 2, 'Call the sponsor', DATE '2026-06-26', 'ann@us.example', 'open', NULL),
    (4, 4, 'Ask for the reference', DATE '2026-06-10', 'ann@us.example', 'open', NULL),
    (5, 1, 'Given up', DATE '2026-06-25', 'ann@us.example', 'dropped', TIMESTAMP '2026-06-23 10:00'),
    (6, 3, 'Of Bob''s', DATE '2026-06-24', 'bob@us.example', 'open', NULL),
    (7, NULL, 'Done after the week', DATE '2026-06-27', 'ann@us.example', 'done', TIMESTAMP '2026-06-29 08:00')
) AS t (task_id, account_key, title, due_on, owner, state, ended_at)
;
INSERT INTO ops.csm_skill_assessments BY NAME SELECT t.*, 'rubric' AS source, 'secret note' AS note,
    '[]' AS recommendations, t.person AS assessed_by
FROM (VALUES
    (1, 'ann@us.example', 'discovery', 3.0, TRUE, TIMESTAMP '2026-06-23 10:00'),
    (2, 'ann@us.example', 'discovery', 2.0, TRUE, TIMESTAMP '2026-06-24 10:00'),
    (3, 'ann@us.example', 'discovery', 4.0, TRUE, TIMESTAMP '2026-05-01 10:00'),
    (4, 'ann@us.example', 'listening', 5.0, FALSE, TIMESTAMP '2026-06-24 10:00'),
    (5, 'ann@us.example', 'value', 5.0, TRUE, TIMESTAMP '2026-06-29 10:00')
) AS t (assessment_id, person, skill_area, proficiency_level, is_shared, assessed_at)
;
CREATE TABLE mart.account_health AS SELECT DATE '2026-06-30' AS as_of, t.* FROM (VALUES
    (1::UBIGINT, 41.7, 'red'), (2::UBIGINT, 90.0, 'green'), (3::UBIGINT, 30.0, 'red'), (4::UBIGINT, NULL, 'grey')
) AS t (account_key, score, rag)
;
CREATE TABLE mart.account_sponsor AS SELECT DATE '2026-06-30' AS as_of, t.* FROM (VALUES
    (1::UBIGINT, FALSE, 3, 2, 2, TIMESTAMP '2026-06-27'), (2::UBIGINT, TRUE, 75, 2, 0, TIMESTAMP '2026-04-16'),
    (3::UBIGINT, FALSE, 5, 1, 1, TIMESTAMP '2026-06-25'), (4::UBIGINT, FALSE, 9, 3, 1, TIMESTAMP '2026-06-21')
) AS t (account_key, silence_alert, days_since_contact, executives, engaged_executives, last_contact_at)
;
CREATE TABLE mart.health_rule AS SELECT DATE '2026-06-30' AS as_of, 1::UBIGINT AS account_key,
    'aged_critical_tickets' AS rule, TRUE AS tripped, ['crm.ticket/201'] AS evidence
