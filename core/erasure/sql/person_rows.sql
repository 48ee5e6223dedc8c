-- grain: one row a contact or lead, present or replaced by a later import
-- found: the row is the one asked for, by address, system:identifier, identifier, key or name
-- cluster_key: of contacts that were merged with others
-- parameters: text (lower case)
WITH
known AS (
    SELECT
        'contact' AS kind, contact_key AS row_key, source_system, source_id, full_name, email, phone
    FROM crm.contact
    UNION ALL
    SELECT 'lead', lead_key, source_system, source_id, full_name, email, phone
    FROM crm.lead
    UNION ALL
    SELECT
        replace(table_name, 'crm.', ''),
        md5_number_lower((record ->> 'source_system') || chr(31) || (record ->> 'source_id')),
        record ->> 'source_system',
        record ->> 'source_id',
        record ->> 'full_name',
        record ->> 'email',
        record ->> 'phone'
    FROM crm.superseded_row
    WHERE table_name IN ('crm.contact', 'crm.lead')
)

SELECT
    kind,
    row_key,
    source_system,
    source_id,
    full_name,
    lower(email) AS email,
    phone,
    $text IN (
        coalesce(lower(email), ''),
        lower(source_id),
        lower(source_system || ':' || source_id),
        row_key::VARCHAR,
        coalesce(lower(full_name), '')
    ) AS found,
    member.cluster_key
FROM known
LEFT JOIN ops.cluster_member AS member
    ON known.kind = 'contact' AND member.entity = 'contact' AND member.member_key = known.row_key
ORDER BY ALL
