-- The attempt failed.
UPDATE ops.delivery
SET state = 'failed', error = $error, held_by = '', held_until = NULL, changed_at = $at
WHERE delivery_id = $delivery_id
