-- Moves deliveries to another state.
UPDATE ops.delivery
SET state = $state, held_by = '', held_until = NULL, changed_at = $at
WHERE list_contains($delivery_ids, delivery_id)
