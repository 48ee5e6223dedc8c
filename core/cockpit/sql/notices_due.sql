-- grain: one row: whether any notice is due on any channel
-- parameters: now
SELECT count(*) > 0 AS is_due
FROM ops.notice_delivery
WHERE state IN ('waiting', 'not_configured') AND next_at <= $now
