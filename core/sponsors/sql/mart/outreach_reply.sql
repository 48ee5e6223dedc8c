-- grain: one row a message of ours to an executive within the window
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- activity_key: our message; empty where a draft was recorded as sent and no import shows it yet
-- draft_id: that draft; empty for imported messages
-- sent_at: when we sent it, UTC
-- reply_key: the reply; empty while there is none, or none was imported
-- replied_at: when they replied, UTC
-- reply_days: days to the reply, at most reply_window_days; an unanswered message counts as
--   reply_window_days once that many days have passed, and is empty (pending) before
-- state: answered, unanswered or pending
-- source: replies of mart.message_reply; what people record of drafts counts until an import shows it
--   (mart.recorded_outreach)
WITH recorded AS (
    SELECT
        recorded.account_key, recorded.contact_key, recorded.draft_id, recorded.activity_key,
        recorded.sent_at, recorded.replied_at
    FROM mart.recorded_outreach AS recorded
    JOIN mart.contact_profile AS profile
        ON profile.contact_key = recorded.contact_key AND profile.as_of = recorded.as_of AND profile.is_executive
    WHERE
        recorded.as_of = $as_of
        AND ($account_key IS NULL OR (recorded.account_key = $account_key AND profile.account_key = $account_key))
),

said AS (
    SELECT contact_key, activity_key, min(replied_at) AS replied_at
    FROM recorded
    WHERE activity_key IS NOT NULL
    GROUP BY contact_key, activity_key
),

imported AS (
    SELECT
        message.account_key, message.contact_key, message.activity_key, message.sent_at, message.reply_window_days,
        message.reply_key, coalesce(message.replied_at, said.replied_at) AS replied_at
    FROM mart.message_reply AS message
    LEFT JOIN said ON said.activity_key = message.activity_key AND said.contact_key = message.contact_key
    WHERE message.as_of = $as_of AND ($account_key IS NULL OR message.account_key = $account_key)
),

known AS (
    SELECT
        account_key, contact_key, activity_key, CAST(NULL AS BIGINT) AS draft_id, sent_at, reply_window_days,
        reply_key, replied_at
    FROM imported
    UNION ALL
    SELECT
        recorded.account_key, recorded.contact_key, NULL, recorded.draft_id, recorded.sent_at, policy.reply_window_days,
        NULL, recorded.replied_at
    FROM recorded
    JOIN mart.account_scope AS scope ON scope.account_key = recorded.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE
        recorded.activity_key IS NULL
        AND recorded.sent_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.window_days AS INTEGER))
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    contact_key,
    activity_key,
    draft_id,
    sent_at,
    reply_key,
    replied_at,
    CASE
        WHEN replied_at IS NOT NULL
            THEN least(date_diff('second', sent_at, replied_at) / 86400.0, reply_window_days)
        WHEN CAST($as_of AS DATE) - CAST(sent_at AS DATE) >= reply_window_days THEN reply_window_days
    END AS reply_days,
    CASE
        WHEN replied_at IS NOT NULL THEN 'answered'
        WHEN CAST($as_of AS DATE) - CAST(sent_at AS DATE) >= reply_window_days THEN 'unanswered'
        ELSE 'pending'
    END AS state
FROM known
