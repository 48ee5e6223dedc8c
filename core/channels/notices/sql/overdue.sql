-- grain: one row a delivery that is too old to be tried again
SELECT delivery_id
FROM ops.notice_delivery
WHERE
    (state = 'waiting' AND queued_at < $waiting_since)
    OR (state = 'not_configured' AND queued_at < $unconfigured_since)
ORDER BY delivery_id
