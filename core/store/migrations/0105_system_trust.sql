-- The order in which systems are trusted to begin with: where customers are kept, before where they write in.
INSERT INTO ops.system_trust VALUES
    ('salesforce', 1, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('hubspot', 2, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('notion', 3, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('rapport', 4, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('zendesk', 5, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('kayako', 6, TIMESTAMP '2026-11-21 00:00:00', 'shipped'),
    ('jira', 7, TIMESTAMP '2026-11-21 00:00:00', 'shipped');
