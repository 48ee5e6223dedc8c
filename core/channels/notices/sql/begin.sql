-- Begins an attempt.
UPDATE ops.notice_delivery
SET state = 'waiting', attempts = $attempts, tried_at = $at, next_at = $next_at
WHERE delivery_id = $delivery_id
