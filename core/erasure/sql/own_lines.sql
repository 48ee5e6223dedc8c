-- grain: one row a line of an imported file that one of the person's rows came from
-- parameters: contact_keys, lead_keys, references (system:identifier)
SELECT batch_id, source_line
FROM crm.contact
WHERE list_contains($contact_keys::UBIGINT[], contact_key)
UNION
SELECT batch_id, source_line
FROM crm.lead
WHERE list_contains($lead_keys::UBIGINT[], lead_key)
UNION
SELECT (record ->> 'batch_id')::BIGINT, (record ->> 'source_line')::BIGINT
FROM crm.superseded_row
WHERE table_name IN ('crm.contact', 'crm.lead') AND list_contains($references, row_key)
