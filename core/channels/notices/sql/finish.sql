-- Records that the notice got through.
UPDATE ops.notice_delivery
SET state = 'delivered', delivered_at = $at, reference = $reference, error = $error
WHERE delivery_id = $delivery_id
