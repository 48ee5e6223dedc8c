-- Writes down what is about to be delivered, or was handed over.
INSERT INTO ops.delivery (
    delivery_id, draft_id, approval_id, content_hash, owner, address, channel, state, attempts,
    error, held_by, begun_at, changed_at
)
VALUES (
    $delivery_id, $draft_id, $approval_id, $content_hash, $owner, $address, $channel, $state, 0,
    '', '', $at, $at
)
