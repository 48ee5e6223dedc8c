-- grain: one row an account known at the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- tier: enterprise, mid_market or smb; empty text when no source says
-- source_system: system the account came from
-- has_activities: activities of the account itself were imported; without one, contact with it is not known
-- activities_at: newest activity imported for the account's system, UTC; empty when none was
-- tickets_at: newest ticket imported for the account's system, UTC; empty when none was
-- source: an account created after the date is not known at the date; a tier that a later export
--   changed is the one before; of an account with several records, in the record it is taken from
WITH former AS (
    SELECT
        coalesce(member.cluster_key, event.entity_key) AS account_key,
        arg_min(event.from_value, (event.observed_at, event.batch_id)) AS tier
    FROM crm.change_event AS event
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'account' AND member.member_key = event.entity_key
    LEFT JOIN ops.golden_value AS chosen
        ON chosen.entity = 'account' AND chosen.cluster_key = member.cluster_key AND chosen.field = 'tier'
    WHERE
        event.entity = 'account'
        AND event.field = 'tier'
        AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND ($account_key IS NULL OR coalesce(member.cluster_key, event.entity_key) = $account_key)
        AND coalesce(chosen.member_key = event.entity_key, TRUE)
    GROUP BY ALL
),

account AS (
    SELECT account.account_key, coalesce(former.tier, account.tier) AS tier, account.source_system
    FROM ops.golden_account AS account
    LEFT JOIN former ON former.account_key = account.account_key
    WHERE
        ($account_key IS NULL OR account.account_key = $account_key)
        AND (account.created_at IS NULL OR account.created_at < CAST($as_of AS DATE) + INTERVAL 1 DAY)
),

active AS (
    SELECT DISTINCT account_key
    FROM crm.activity
    WHERE
        occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND ($account_key IS NULL OR account_key = $account_key)
),

imported AS (
    SELECT
        source_system,
        max(newest_at) FILTER (WHERE kind = 'activity') AS activities_at,
        max(newest_at) FILTER (WHERE kind = 'ticket') AS tickets_at
    FROM mart.import_coverage
    WHERE as_of = $as_of
    GROUP BY source_system
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account.account_key,
    CASE WHEN account.tier IN ('enterprise', 'mid_market', 'smb') THEN account.tier ELSE '' END AS tier,
    account.source_system,
    active.account_key IS NOT NULL AS has_activities,
    imported.activities_at,
    imported.tickets_at
FROM account
LEFT JOIN active ON active.account_key = account.account_key
LEFT JOIN imported ON imported.source_system = account.source_system
