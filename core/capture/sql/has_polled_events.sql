-- grain: one number: 1 when a poll of Jira in force brought events, else empty
SELECT 1
FROM crm.import_batch
WHERE kind = 'jira.event' AND undone_at IS NULL
LIMIT 1
