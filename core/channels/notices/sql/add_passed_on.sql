-- The same notice once more, for one webhook: queued when the original was, due now.
INSERT INTO ops.notice_delivery BY NAME
SELECT * REPLACE (
    $delivery_id AS delivery_id,
    $channel AS channel,
    'waiting' AS state,
    0 AS attempts,
    '' AS error,
    $at AS next_at,
    CAST(NULL AS TIMESTAMP) AS tried_at,
    CAST(NULL AS TIMESTAMP) AS delivered_at,
    '' AS reference
)
FROM ops.notice_delivery
WHERE delivery_id = $original
