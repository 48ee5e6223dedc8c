-- grain: one row a delivery for the chat that is due, with what webhooks ask of it
-- teams: those of the account's owner; passed_on: the webhooks, as the ledger names them, that have it already
-- parameters: at, channel (the one that is passed on)
SELECT
    delivery.delivery_id,
    delivery.severity,
    coalesce(any_value(account.region), '') AS region,
    coalesce(any_value(account.owner_email), '') AS owner_email,
    coalesce(list(DISTINCT member.team) FILTER (WHERE member.team IS NOT NULL), []) AS teams,
    coalesce(list(DISTINCT passed.channel) FILTER (WHERE passed.channel IS NOT NULL), []) AS passed_on
FROM ops.notice_delivery AS delivery
LEFT JOIN ops.golden_account AS account ON account.account_key = delivery.account_key
LEFT JOIN crm.team_member AS member ON lower(member.email) = lower(account.owner_email)
LEFT JOIN ops.notice_delivery AS passed
    ON passed.key = delivery.key AND starts_with(passed.channel, $channel || ':')
WHERE
    delivery.channel = $channel
    AND delivery.state IN ('waiting', 'not_configured')
    AND delivery.next_at <= $at
GROUP BY delivery.delivery_id, delivery.severity
ORDER BY delivery.delivery_id
