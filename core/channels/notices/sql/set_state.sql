-- Records why nothing was tried.
UPDATE ops.notice_delivery
SET state = $state, error = $error
WHERE delivery_id = $delivery_id
