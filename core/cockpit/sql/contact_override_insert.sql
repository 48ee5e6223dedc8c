-- effect: a correction of a contact's field, in place of an earlier one
-- parameters: contact_key, field, value, reason, set_at, set_by
INSERT OR REPLACE INTO ops.contact_override (contact_key, field, value, reason, set_at, set_by)
VALUES ($contact_key, $field, $value, $reason, $set_at, $set_by)
