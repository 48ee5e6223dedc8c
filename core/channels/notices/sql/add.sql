-- Queues a notice for one channel, or records that it is delivered already.
INSERT INTO ops.notice_delivery (
    delivery_id, key, channel, account_key, title, severity, notice, state, attempts, error,
    queued_at, next_at, tried_at, delivered_at, reference
)
VALUES (
    $delivery_id, $notice_id, $channel, $account_key, $title, $severity, $notice, $state, $attempts, '',
    $at, $at, $delivered_at, $delivered_at, ''
)
