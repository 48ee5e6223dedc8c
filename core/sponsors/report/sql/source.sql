-- grain: one row an imported row that the report cites
-- parameters: account_key, references (table/key)
WITH
wanted AS (
    SELECT reference, split_part(reference, '/', 1) AS table_name, CAST(split_part(reference, '/', 2) AS UBIGINT) AS row_key
    FROM (SELECT unnest($references::VARCHAR[]) AS reference)
),

imported AS (
    SELECT 'crm.account' AS table_name, account_key AS row_key, name AS title, source_system, source_id, batch_id, source_line
    FROM crm.account
    WHERE account_key IN (SELECT member_key FROM ops.account_alias WHERE account_key = $account_key)
    UNION ALL
    SELECT 'crm.contact', contact_key, full_name, source_system, source_id, batch_id, source_line FROM crm.contact
    WHERE contact_key IN (SELECT member_key FROM ops.contact_alias WHERE account_key = $account_key)
    UNION ALL
    SELECT 'crm.activity', activity_key, subject, source_system, source_id, batch_id, source_line FROM crm.activity
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.goal', goal_key, our_initiative, source_system, source_id, batch_id, source_line FROM crm.goal
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.signal', signal_key, title, source_system, source_id, batch_id, source_line FROM crm.signal
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.account_plan', plan_key, objective, source_system, source_id, batch_id, source_line FROM crm.account_plan
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.outcome_metric', outcome_key, metric, source_system, source_id, batch_id, source_line FROM crm.outcome_metric
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.opportunity', opportunity_key, name, source_system, source_id, batch_id, source_line FROM crm.opportunity
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.ticket', ticket_key, subject, source_system, source_id, batch_id, source_line FROM crm.ticket
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.heartbeat', heartbeat_key, integration, source_system, source_id, batch_id, source_line FROM crm.heartbeat
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.account_team', account_team_key, email, source_system, source_id, batch_id, source_line FROM crm.account_team
    WHERE account_key = $account_key
    UNION ALL
    SELECT 'crm.team_member', member_key, full_name, source_system, source_id, batch_id, source_line FROM crm.team_member
)

SELECT
    wanted.reference, wanted.table_name, imported.title,
    imported.source_system, imported.source_id, imported.source_line,
    coalesce(nullif(batch.member_name, ''), batch.file_name) AS file_name
FROM wanted
JOIN imported
    ON imported.table_name = wanted.table_name AND imported.row_key = wanted.row_key
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = imported.batch_id
ORDER BY wanted.reference
