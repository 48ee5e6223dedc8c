-- grain: one row: whether the notice is queued for the channel, or was passed on to a webhook of it
SELECT count(*) > 0
FROM ops.notice_delivery
WHERE key = $notice AND (channel = $channel OR starts_with(channel, $channel || ':'))
