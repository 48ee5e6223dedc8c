-- grain: one row an imported row of one table, by its key, when the viewer may see its account
-- record: the row as JSON. Rows of no account (releases, roadmap, lists of domains, our own team) are everyone's;
--   rows that could not be placed, and leads, are for those who see all
-- part_of: of a record of an account or a person, the account or person as a reference; the key of one with several
--   records opens them all
-- parameters: viewer, sees_all, table_name (e.g. crm.activity), keys
WITH
visible AS (
    SELECT account_key
    FROM ops.visible_account($viewer, $sees_all)
),

asked AS (
    SELECT unnest($keys::UBIGINT[]) AS key
),

found AS (
    SELECT 'crm.account' AS table_name, item.account_key AS row_key, part.account_key AS account_key, false AS is_common, to_json(item) AS record, part.account_key AS part_of
    FROM crm.account AS item JOIN ops.account_alias AS part ON part.member_key = item.account_key
    WHERE $table_name = 'crm.account' AND (part.member_key IN (SELECT key FROM asked) OR part.account_key IN (SELECT key FROM asked))
    UNION ALL BY NAME
    SELECT 'crm.contact' AS table_name, item.contact_key AS row_key, part.account_key AS account_key, false AS is_common, to_json(item) AS record, part.contact_key AS part_of
    FROM crm.contact AS item JOIN ops.contact_alias AS part ON part.member_key = item.contact_key
    WHERE $table_name = 'crm.contact' AND (part.member_key IN (SELECT key FROM asked) OR part.contact_key IN (SELECT key FROM asked))
    UNION ALL BY NAME
    SELECT 'crm.activity' AS table_name, item.activity_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.activity AS item
    WHERE $table_name = 'crm.activity' AND item.activity_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.ticket' AS table_name, item.ticket_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.ticket AS item
    WHERE $table_name = 'crm.ticket' AND item.ticket_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.heartbeat' AS table_name, item.heartbeat_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.heartbeat AS item
    WHERE $table_name = 'crm.heartbeat' AND item.heartbeat_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.goal' AS table_name, item.goal_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.goal AS item
    WHERE $table_name = 'crm.goal' AND item.goal_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.outcome_metric' AS table_name, item.outcome_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.outcome_metric AS item
    WHERE $table_name = 'crm.outcome_metric' AND item.outcome_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.account_plan' AS table_name, item.plan_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.account_plan AS item
    WHERE $table_name = 'crm.account_plan' AND item.plan_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.opportunity' AS table_name, item.opportunity_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.opportunity AS item
    WHERE $table_name = 'crm.opportunity' AND item.opportunity_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.feature_usage' AS table_name, item.feature_usage_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.feature_usage AS item
    WHERE $table_name = 'crm.feature_usage' AND item.feature_usage_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.environment' AS table_name, item.environment_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.environment AS item
    WHERE $table_name = 'crm.environment' AND item.environment_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.signal' AS table_name, item.signal_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.signal AS item
    WHERE $table_name = 'crm.signal' AND item.signal_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.account_team' AS table_name, item.account_team_key AS row_key, item.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.account_team AS item
    WHERE $table_name = 'crm.account_team' AND item.account_team_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.opportunity_history' AS table_name, item.opportunity_history_key AS row_key, parent.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.opportunity_history AS item LEFT JOIN crm.opportunity AS parent ON parent.opportunity_key = item.opportunity_key
    WHERE $table_name = 'crm.opportunity_history' AND item.opportunity_history_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.opportunity_contact' AS table_name, item.opportunity_contact_key AS row_key, parent.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.opportunity_contact AS item LEFT JOIN crm.opportunity AS parent ON parent.opportunity_key = item.opportunity_key
    WHERE $table_name = 'crm.opportunity_contact' AND item.opportunity_contact_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.ticket_event' AS table_name, item.ticket_event_key AS row_key, parent.account_key AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.ticket_event AS item LEFT JOIN crm.ticket AS parent ON parent.ticket_key = item.ticket_key
    WHERE $table_name = 'crm.ticket_event' AND item.ticket_event_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.team_member' AS table_name, item.member_key AS row_key, NULL AS account_key, true AS is_common, to_json(item) AS record
    FROM crm.team_member AS item
    WHERE $table_name = 'crm.team_member' AND item.member_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.release_item' AS table_name, item.release_item_key AS row_key, NULL AS account_key, true AS is_common, to_json(item) AS record
    FROM crm.release_item AS item
    WHERE $table_name = 'crm.release_item' AND item.release_item_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.roadmap_item' AS table_name, item.roadmap_item_key AS row_key, NULL AS account_key, true AS is_common, to_json(item) AS record
    FROM crm.roadmap_item AS item
    WHERE $table_name = 'crm.roadmap_item' AND item.roadmap_item_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.domain_industry' AS table_name, item.domain_industry_key AS row_key, NULL AS account_key, true AS is_common, to_json(item) AS record
    FROM crm.domain_industry AS item
    WHERE $table_name = 'crm.domain_industry' AND item.domain_industry_key IN (SELECT key FROM asked)
    UNION ALL BY NAME
    SELECT 'crm.lead' AS table_name, item.lead_key AS row_key, NULL AS account_key, false AS is_common, to_json(item) AS record
    FROM crm.lead AS item
    WHERE $table_name = 'crm.lead' AND item.lead_key IN (SELECT key FROM asked)
)

SELECT
    found.table_name || '/' || found.row_key AS reference,
    found.table_name || '/' || found.part_of AS part_of,
    found.table_name,
    found.account_key,
    found.record ->> 'source_system' AS source_system,
    found.record ->> 'source_id' AS source_id,
    (found.record ->> 'batch_id')::BIGINT AS batch_id,
    (found.record ->> 'source_line')::BIGINT AS source_line,
    batch.file_name,
    batch.member_name,
    found.record
FROM found
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = (found.record ->> 'batch_id')::BIGINT
WHERE
    $sees_all
    OR found.is_common
    OR found.account_key IN (SELECT account_key FROM visible)
