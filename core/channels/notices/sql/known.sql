-- grain: one row: whether the notice is queued for the channel
SELECT count(*) > 0 FROM ops.notice_delivery WHERE key = $notice AND channel = $channel
