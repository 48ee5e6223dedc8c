-- grain: one row a property's value, time zone, hour and outcome, with its messages
-- state: answered, unanswered or pending (within the reply window)
-- sent_hour: the hour it was sent in, UTC; is_time_known: of some drafts only the day is known
-- messages: outreach to executives on accounts the viewer sees, within the window of the mart, imported or drafted
--   here; purpose and tone are known of drafts alone
-- parameters: viewer, sees_all, as_of, account_key (or empty), by
WITH visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),

draft AS (
    SELECT recorded.draft_id, recorded.activity_key, recorded.is_time_known, recorded.contact_key, recorded.sent_at, draft.purpose, draft.tone
    FROM mart.recorded_outreach AS recorded
    JOIN ops.draft AS draft ON draft.draft_id = recorded.draft_id
    WHERE recorded.as_of = $as_of
    QUALIFY
        recorded.activity_key IS NULL
        OR row_number() OVER (PARTITION BY recorded.activity_key, recorded.contact_key ORDER BY recorded.draft_id) = 1
),

message AS (
    SELECT
        outreach.account_key, outreach.contact_key, outreach.sent_at, outreach.state,
        coalesce(draft.is_time_known, TRUE) AS is_time_known, draft.purpose, draft.tone
    FROM mart.outreach_reply AS outreach
    LEFT JOIN draft
        ON draft.contact_key = outreach.contact_key
        AND (
            draft.draft_id = outreach.draft_id
            OR (outreach.draft_id IS NULL AND draft.activity_key = outreach.activity_key)
        )
    WHERE outreach.as_of = $as_of AND ($account_key IS NULL OR outreach.account_key = $account_key)
)

SELECT
    CASE $by
        WHEN 'purpose' THEN message.purpose
        WHEN 'tone' THEN message.tone
        WHEN 'function' THEN coalesce(profile.function, 'other')
        ELSE ''
    END AS value,
    coalesce(contact.time_zone, account.time_zone, 'UTC') AS time_zone,
    date_trunc('hour', message.sent_at) AS sent_hour,
    message.is_time_known,
    message.state,
    count(*) AS messages
FROM message
JOIN visible ON visible.account_key = message.account_key
JOIN mart.contact_profile AS profile ON profile.contact_key = message.contact_key AND profile.as_of = $as_of
JOIN ops.golden_contact AS contact ON contact.contact_key = message.contact_key
LEFT JOIN ops.golden_account AS account ON account.account_key = message.account_key
WHERE $by NOT IN ('purpose', 'tone') OR message.purpose IS NOT NULL
GROUP BY ALL
