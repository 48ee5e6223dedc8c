-- grain: one number: of the next delivery of a notice
SELECT coalesce(max(delivery_id), 0) + 1 FROM ops.notice_delivery
