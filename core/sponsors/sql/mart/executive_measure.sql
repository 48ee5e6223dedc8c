-- grain: one row an active executive
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- touchpoints: touchpoints that count for the tier, within the window
-- touchpoint_keys: those activities
-- last_touchpoint_at: newest touchpoint that counts, at any time, UTC
-- last_contact_at: newest direct contact, at any time, UTC
-- last_contact_kind: its kind
-- contacts: direct contacts at any time
-- advocacies: referrals, references, outcomes and signals of advocacy within the window
-- advocacy_evidence: those rows, as table/key
-- last_outreach_at: our newest message to the executive, UTC, imported or recorded of a draft
-- replies: messages of ours within the window that were answered or count as unanswered
-- mean_reply_days: their mean days to the reply
-- message_keys: those messages and the replies
-- is_unanswering: the last unanswered_outreaches of them all went unanswered
-- qbrs_attended: QBRs held within the window that the executive attended
-- source: docs/decisions on touchpoints, direct contact and replies
WITH executive AS (
    SELECT
        profile.account_key, profile.contact_key, profile.addresses,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.window_days AS INTEGER)) AS window_starts_at,
        policy.unanswered_outreaches
    FROM mart.contact_profile AS profile
    JOIN mart.account_scope AS scope
        ON scope.account_key = profile.account_key AND scope.as_of = profile.as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE
        profile.as_of = $as_of
        AND profile.is_executive
        AND profile.status = 'active'
        AND ($account_key IS NULL OR (profile.account_key = $account_key AND scope.account_key = $account_key))
),

touch AS (
    SELECT touchpoint.*, touchpoint.occurred_at >= executive.window_starts_at AS in_window
    FROM mart.executive_touchpoint AS touchpoint
    JOIN executive ON executive.contact_key = touchpoint.contact_key
    WHERE touchpoint.as_of = $as_of AND ($account_key IS NULL OR touchpoint.account_key = $account_key)
),

contact AS (
    SELECT
        contact_key,
        list(activity_key) FILTER (WHERE counts_for_cadence AND in_window) AS touchpoint_keys,
        max(occurred_at) FILTER (WHERE counts_for_cadence) AS last_touchpoint_at,
        max(occurred_at) FILTER (WHERE is_direct_contact) AS last_contact_at,
        arg_min(kind, (-epoch_us(occurred_at), kind)) FILTER (WHERE is_direct_contact) AS last_contact_kind,
        count(*) FILTER (WHERE is_direct_contact) AS contacts,
        list(activity_key) FILTER (WHERE is_advocacy AND in_window) AS advocacy_keys,
        max(occurred_at) FILTER (WHERE is_outreach) AS last_outreach_at,
        count(*) FILTER (WHERE kind = 'qbr' AND is_direct_contact AND in_window) AS qbrs_attended
    FROM touch
    GROUP BY contact_key
),

signal AS (
    SELECT executive.contact_key, list(advocacy.signal_key) AS signal_keys
    FROM mart.advocacy_signal AS advocacy
    JOIN executive ON executive.account_key = advocacy.account_key AND list_contains(executive.addresses, advocacy.contact_email)
    WHERE
        advocacy.as_of = $as_of
        AND ($account_key IS NULL OR advocacy.account_key = $account_key)
        AND advocacy.observed_on >= CAST(executive.window_starts_at AS DATE)
    GROUP BY executive.contact_key
),

outreach AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY contact_key ORDER BY sent_at DESC, activity_key DESC, draft_id DESC) AS recency
    FROM mart.outreach_reply
    WHERE as_of = $as_of AND state <> 'pending' AND ($account_key IS NULL OR account_key = $account_key)
),

reply AS (
    SELECT
        outreach.contact_key,
        count(*) AS replies,
        -- whole seconds: a mean of fractions would depend on the order they are added in
        avg(CAST(round(outreach.reply_days * 86400) AS BIGINT)) / 86400 AS mean_reply_days,
        list(outreach.activity_key) FILTER (WHERE outreach.activity_key IS NOT NULL) AS sent_keys,
        list(outreach.reply_key) FILTER (WHERE outreach.reply_key IS NOT NULL) AS reply_keys,
        count(*) FILTER (
            WHERE outreach.state = 'unanswered' AND outreach.recency <= executive.unanswered_outreaches
        ) >= min(executive.unanswered_outreaches) AS is_unanswering
    FROM outreach
    JOIN executive ON executive.contact_key = outreach.contact_key
    GROUP BY outreach.contact_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    executive.account_key,
    executive.contact_key,
    coalesce(len(contact.touchpoint_keys), 0) AS touchpoints,
    list_sort(coalesce(contact.touchpoint_keys, [])) AS touchpoint_keys,
    contact.last_touchpoint_at,
    contact.last_contact_at,
    contact.last_contact_kind,
    coalesce(contact.contacts, 0) AS contacts,
    coalesce(len(contact.advocacy_keys), 0) + coalesce(len(signal.signal_keys), 0) AS advocacies,
    list_concat(
        [('crm.activity/' || key) FOR key IN list_sort(coalesce(contact.advocacy_keys, []))],
        [('crm.signal/' || key) FOR key IN list_sort(coalesce(signal.signal_keys, []))]
    ) AS advocacy_evidence,
    greatest(contact.last_outreach_at, recorded.last_sent_at) AS last_outreach_at,
    coalesce(reply.replies, 0) AS replies,
    reply.mean_reply_days,
    list_sort(list_distinct(list_concat(coalesce(reply.sent_keys, []), reply.reply_keys))) AS message_keys,
    coalesce(reply.is_unanswering, FALSE) AS is_unanswering,
    coalesce(contact.qbrs_attended, 0) AS qbrs_attended
FROM executive
LEFT JOIN contact ON contact.contact_key = executive.contact_key
LEFT JOIN signal ON signal.contact_key = executive.contact_key
LEFT JOIN reply ON reply.contact_key = executive.contact_key
LEFT JOIN (
    SELECT contact_key, max(sent_at) AS last_sent_at FROM mart.recorded_outreach WHERE as_of = $as_of GROUP BY contact_key
) AS recorded ON recorded.contact_key = executive.contact_key
