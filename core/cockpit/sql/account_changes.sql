-- grain: one row a field of an account's record that changed between two imports
-- parameters: account_key, as_of, limit, offset
SELECT
    event.observed_at,
    event.entity,
    coalesce(contact.source_id, opportunity.source_id, account.source_id) AS entity_id,
    coalesce(contact.full_name, opportunity.name, account.name) AS entity_name,
    event.field,
    event.from_value,
    event.to_value,
    batch.file_name,
    event.source_line,
    previous.file_name AS previous_file_name,
    event.previous_source_line,
    event.account_key,
    account.source_id AS account_id,
    coalesce(account.name, account.source_id) AS account_name
FROM crm.change_event AS event
JOIN ops.golden_account AS account ON account.account_key = event.account_key
LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = event.entity_key
LEFT JOIN ops.golden_contact AS contact
    ON event.entity = 'contact' AND contact.contact_key = coalesce(member.cluster_key, event.entity_key)
LEFT JOIN crm.opportunity AS opportunity
    ON event.entity = 'opportunity' AND opportunity.opportunity_key = event.entity_key
LEFT JOIN crm.import_batch AS batch ON batch.batch_id = event.batch_id
LEFT JOIN crm.import_batch AS previous ON previous.batch_id = event.previous_batch_id
WHERE event.account_key = $account_key::UBIGINT AND event.observed_at < $as_of + INTERVAL 1 DAY
ORDER BY event.observed_at DESC, event.entity, event.entity_key, event.field
LIMIT $limit OFFSET $offset
