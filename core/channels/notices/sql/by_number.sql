-- grain: one row a delivery asked for, of accounts that the viewer sees
SELECT
    delivery.delivery_id, delivery.key, delivery.channel, delivery.account_key,
    account.name AS account_name,
    delivery.title, delivery.severity, delivery.state, delivery.attempts, delivery.error,
    delivery.queued_at, delivery.next_at, delivery.tried_at, delivery.delivered_at, delivery.reference
FROM ops.notice_delivery AS delivery
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = delivery.account_key
JOIN ops.golden_account AS account ON account.account_key = delivery.account_key
WHERE list_contains($delivery_ids::BIGINT[], delivery.delivery_id)
ORDER BY delivery.delivery_id
