-- Gives a delivery up.
UPDATE ops.notice_delivery SET state = $state WHERE delivery_id = $delivery_id
