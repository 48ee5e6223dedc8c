-- grain: one row a kind of record and the source system of the accounts it is placed on
-- as_of: date the row is for; the end of that day, UTC
-- account_key: empty; the row holds for every account of the system
-- kind: activity or ticket; heartbeats arrive by the minute and their absence is no gap, so that they are
--   left out and no score of people waits for them
-- source_system: source system of the accounts
-- newest_at: time of the newest such record placed on any account of the system, UTC
-- source: coverage in docs/decisions: tickets are imported for an account when one, dated up to the date,
--   is placed on any account of the same source system; of activities this says only how new they are
WITH limits AS (
    SELECT CAST($as_of AS DATE) + INTERVAL 1 DAY AS ends_at
),

newest AS (
    SELECT 'activity' AS kind, activity.account_key, max(activity.occurred_at) AS newest_at
    FROM crm.activity AS activity
    WHERE activity.occurred_at < (SELECT ends_at FROM limits)
    GROUP BY activity.account_key
    UNION ALL
    SELECT 'ticket' AS kind, ticket.account_key, max(ticket.opened_at) AS newest_at
    FROM crm.ticket AS ticket
    WHERE ticket.opened_at < (SELECT ends_at FROM limits)
    GROUP BY ticket.account_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    CAST(NULL AS UBIGINT) AS account_key,
    newest.kind,
    account.source_system,
    max(newest.newest_at) AS newest_at
FROM newest
JOIN ops.golden_account AS account ON account.account_key = newest.account_key
GROUP BY newest.kind, account.source_system
