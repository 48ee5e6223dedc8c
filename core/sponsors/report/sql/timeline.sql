-- grain: one row a meeting with, or message to or from, the primary sponsor within the window, newest first
-- result: what became of it: the outcome noted, or for our messages answered, unanswered or pending
-- reply_days: days to the reply; empty without one
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    activity.activity_key,
    CAST(activity.occurred_at AS DATE) AS happened_on,
    activity.kind,
    touchpoint.direction,
    activity.subject,
    activity.outcome,
    touchpoint.counts_for_cadence,
    reply.state AS reply_state,
    reply.reply_days,
    'crm.activity/' || activity.activity_key AS activity_ref,
    'crm.activity/' || reply.reply_key AS reply_ref
FROM sponsor
JOIN account ON TRUE
JOIN mart.executive_touchpoint AS touchpoint
    ON touchpoint.contact_key = sponsor.contact_key
    AND touchpoint.as_of = $as_of
    AND touchpoint.account_key = $account_key
JOIN crm.activity AS activity
    ON activity.activity_key = touchpoint.activity_key AND activity.account_key = $account_key
LEFT JOIN mart.outreach_reply AS reply
    ON reply.activity_key = activity.activity_key
    AND reply.contact_key = sponsor.contact_key
    AND reply.as_of = $as_of
    AND reply.account_key = $account_key
WHERE
    activity.occurred_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(
        CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER)
    )
ORDER BY activity.occurred_at DESC, activity.activity_key
