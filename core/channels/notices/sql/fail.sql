-- Records why an attempt failed, and when the next may be.
UPDATE ops.notice_delivery
SET state = $state, error = $error, next_at = $next_at
WHERE delivery_id = $delivery_id
