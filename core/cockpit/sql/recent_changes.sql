-- grain: one row a field of a filtered account's record that changed between two imports in the period
-- parameters: those of filtered_account, period_days, limit, offset
WITH
happened AS (
    SELECT event.*, account.account_id, account.name AS account_name
    FROM crm.change_event AS event
    JOIN filtered_account AS account ON account.account_key = event.account_key
    WHERE
        event.observed_at < $as_of + INTERVAL 1 DAY
        AND event.observed_at >= $as_of + INTERVAL 1 DAY - to_days($period_days::INTEGER)
)

SELECT
    happened.observed_at,
    happened.entity,
    coalesce(contact.source_id, opportunity.source_id, happened.account_id) AS entity_id,
    coalesce(contact.full_name, opportunity.name, happened.account_name) AS entity_name,
    happened.field,
    happened.from_value,
    happened.to_value,
    batch.file_name,
    happened.source_line,
    previous.file_name AS previous_file_name,
    happened.previous_source_line,
    happened.account_key,
    happened.account_id,
    happened.account_name
FROM happened
LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = happened.entity_key
LEFT JOIN ops.golden_contact AS contact
    ON happened.entity = 'contact' AND contact.contact_key = coalesce(member.cluster_key, happened.entity_key)
LEFT JOIN crm.opportunity AS opportunity
    ON happened.entity = 'opportunity' AND opportunity.opportunity_key = happened.entity_key
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = happened.batch_id
LEFT JOIN crm.import_batch AS previous ON previous.batch_id = happened.previous_batch_id
ORDER BY happened.observed_at DESC, happened.entity, happened.entity_key, happened.field
LIMIT $limit OFFSET $offset
