-- grain: one row a delivery that may be tried at $at, in the order in which it was queued
SELECT delivery_id, channel, notice, state, attempts, error, queued_at
FROM ops.notice_delivery
WHERE state IN ('waiting', 'not_configured') AND next_at <= $at
ORDER BY delivery_id
