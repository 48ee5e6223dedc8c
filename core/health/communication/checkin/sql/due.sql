-- grain: one row an account that the viewer sees, the longest due first
-- every_days: days between check-ins: the account's own interval, else policy's for its tier; 0 for none
-- last_on: date of the newest check-in that was drafted or sent, whatever became of the draft
-- due_on: an interval after that, a week after an attempt that gave none, today where there was none ever
-- waits: why one that is due is not drafted now
-- parameters: viewer, sees_all, account_key (empty for all), today
WITH interval_of AS (
    SELECT
        account.account_key, account.source_id, account.source_system, account.name,
        lower(account.owner_email) AS owner_email,
        own.every_days IS NOT NULL AS is_own,
        coalesce(own.reason, '') AS reason,
        coalesce(own.every_days, tiered.value::INTEGER, usual.value::INTEGER, 0) AS every_days
    FROM ops.golden_account AS account
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = account.account_key
    LEFT JOIN ops.checkin_interval AS own ON own.account_key = account.account_key
    LEFT JOIN ops.policy AS tiered ON tiered.name = 'checkin_days' AND tiered.tier = account.tier AND tiered.tier <> ''
    LEFT JOIN ops.policy AS usual ON usual.name = 'checkin_days' AND usual.tier = ''
    WHERE $account_key IS NULL OR account.account_key = $account_key
),

written AS (
    SELECT account_key, max(CAST(created_at AS DATE)) AS last_on, max(draft_id) AS draft_id
    FROM ops.draft
    WHERE kind = 'health_checkin'
    GROUP BY account_key
),

sent AS (
    SELECT account_key, max(occurred_on) AS sent_on
    FROM ops.draft_event
    WHERE event = 'sent' AND draft_id IN (SELECT draft_id FROM ops.draft WHERE kind = 'health_checkin')
    GROUP BY account_key
),

escalated AS (
    SELECT DISTINCT account_key FROM ops.escalation WHERE recovered_on IS NULL
),

dated AS (
    SELECT
        interval_of.*,
        greatest(written.last_on, sent.sent_on) AS last_on,
        written.draft_id,
        attempt.tried_on,
        coalesce(attempt.note, '') AS note,
        escalated.account_key IS NOT NULL AS is_escalated
    FROM interval_of
    LEFT JOIN written ON written.account_key = interval_of.account_key
    LEFT JOIN sent ON sent.account_key = interval_of.account_key
    LEFT JOIN ops.checkin_attempt AS attempt ON attempt.account_key = interval_of.account_key
    LEFT JOIN escalated ON escalated.account_key = interval_of.account_key
)

SELECT
    account_key, source_id AS account_id, source_system, coalesce(name, '') AS account_name,
    coalesce(owner_email, '') AS owner_email, every_days, is_own, reason, last_on,
    CASE
        WHEN every_days = 0 OR owner_email IS NULL THEN NULL
        WHEN note <> '' THEN greatest(tried_on + 7, coalesce(last_on + every_days, tried_on + 7))
        ELSE coalesce(last_on + every_days, $today)
    END AS due_on,
    CASE WHEN is_escalated THEN 'An escalation is open: its updates go before a check-in.' ELSE '' END AS waits,
    CASE WHEN last_on IS NULL OR tried_on > last_on THEN note ELSE '' END AS note,
    draft_id
FROM dated
ORDER BY due_on NULLS LAST, last_on NULLS FIRST, account_name, account_key
