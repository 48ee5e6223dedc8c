-- Takes out the row of a notice that was passed on to webhooks, each of which has a row of its own.
DELETE FROM ops.notice_delivery
WHERE delivery_id = $delivery_id
