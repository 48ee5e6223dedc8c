-- grain: one number: of the next delivery
SELECT coalesce(max(delivery_id), 0) + 1 FROM ops.delivery
