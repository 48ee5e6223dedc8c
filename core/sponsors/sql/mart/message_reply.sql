-- grain: one row an imported message of ours to an executive within the window
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- activity_key: our message
-- sent_at: when we sent it, UTC
-- reply_window_days: days after which a message without a reply counts as unanswered
-- reply_key: the reply; empty while there is none
-- replied_at: when they replied, UTC
-- source: a reply is the next message from the executive in the same thread, or, where either message
--   has no thread, the next message from them; of several at the same time the one with the least key
WITH message AS (
    SELECT account_key, contact_key, activity_key, occurred_at, thread_id, is_outreach, is_reply
    FROM mart.executive_touchpoint
    WHERE
        as_of = $as_of
        AND ($account_key IS NULL OR account_key = $account_key)
        AND (is_outreach OR is_reply)
),

scope AS (
    SELECT
        scope.account_key,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.window_days AS INTEGER)) AS starts_at,
        policy.reply_window_days
    FROM mart.account_scope AS scope
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

outreach AS (
    SELECT
        message.account_key,
        message.contact_key,
        message.activity_key,
        message.occurred_at AS sent_at,
        scope.reply_window_days,
        unnest(
            CASE WHEN message.thread_id IS NULL THEN ['any'] ELSE ['in ' || message.thread_id, 'none'] END
        ) AS conversation
    FROM message
    JOIN scope ON scope.account_key = message.account_key
    WHERE message.is_outreach AND message.occurred_at >= scope.starts_at
),

reply AS (
    SELECT contact_key, conversation, replied_at, min(activity_key) AS reply_key
    FROM (
        SELECT
            contact_key,
            activity_key,
            occurred_at AS replied_at,
            unnest(['any', coalesce('in ' || thread_id, 'none')]) AS conversation
        FROM message
        WHERE is_reply
    )
    GROUP BY contact_key, conversation, replied_at
),

matched AS (
    SELECT outreach.*, reply.reply_key, reply.replied_at
    FROM outreach
    ASOF LEFT JOIN reply
        ON reply.contact_key = outreach.contact_key
        AND reply.conversation = outreach.conversation
        AND reply.replied_at >= outreach.sent_at
),

answer AS (
    SELECT
        account_key,
        contact_key,
        activity_key,
        sent_at,
        reply_window_days,
        arg_min(reply_key, (replied_at, reply_key)) FILTER (WHERE reply_key IS NOT NULL) AS reply_key,
        min(replied_at) AS replied_at
    FROM matched
    GROUP BY account_key, contact_key, activity_key, sent_at, reply_window_days
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    contact_key,
    activity_key,
    sent_at,
    reply_window_days,
    reply_key,
    replied_at
FROM answer
