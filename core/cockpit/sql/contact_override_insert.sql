-- effect: a correction of a contact's field, in place of an earlier one
-- parameters: contact_key, field, value, reason, set_at, set_by
MERGE INTO ops.contact_override AS earlier
USING (SELECT $contact_key::UBIGINT AS contact_key, $field AS field) AS correction
    USING (contact_key, field)
WHEN MATCHED THEN UPDATE SET
    value = $value, reason = $reason, set_at = $set_at, set_by = $set_by
WHEN NOT MATCHED THEN INSERT (contact_key, field, value, reason, set_at, set_by)
VALUES ($contact_key, $field, $value, $reason, $set_at, $set_by)
