-- grain: one row a notice and channel that the viewer may see, newest first
-- $key_prefix, $account_key: NULL for all; $states: empty for all
SELECT
    delivery.delivery_id, delivery.key, delivery.channel, delivery.account_key, account.name AS account_name,
    delivery.title, delivery.severity, delivery.state, delivery.attempts, delivery.error,
    delivery.queued_at, delivery.next_at, delivery.tried_at, delivery.delivered_at, delivery.reference
FROM ops.notice_delivery AS delivery
JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = delivery.account_key
JOIN ops.golden_account AS account ON account.account_key = delivery.account_key
WHERE
    ($key_prefix IS NULL OR starts_with(delivery.key, $key_prefix))
    AND ($account_key IS NULL OR delivery.account_key = $account_key)
    AND (len($states::VARCHAR[]) = 0 OR list_contains($states::VARCHAR[], delivery.state))
ORDER BY delivery.delivery_id DESC
LIMIT $limit
