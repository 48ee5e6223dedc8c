-- grain: one row a kind of record that a score is made from
-- records: rows in force
-- accounts: accounts that have at least one
-- newest_at: time of the newest, UTC; empty where the kind has no time of its own
SELECT 'accounts' AS kind, count(*) AS records, count(*) AS accounts, CAST(NULL AS TIMESTAMP) AS newest_at
FROM ops.golden_account
UNION ALL
SELECT 'contacts', count(*), count(DISTINCT account_key), NULL FROM ops.golden_contact
UNION ALL
SELECT 'titles', count(*), count(DISTINCT account_key), NULL FROM ops.golden_contact WHERE title IS NOT NULL
UNION ALL
SELECT 'emails', count(*), count(DISTINCT account_key), max(occurred_at)
FROM crm.activity
WHERE kind = 'email' AND direction IS NOT NULL
UNION ALL
SELECT 'qbrs', count(*), count(DISTINCT account_key), max(occurred_at) FROM crm.activity WHERE kind = 'qbr'
UNION ALL
SELECT 'meetings', count(*), count(DISTINCT account_key), max(occurred_at)
FROM crm.activity
WHERE kind IN ('meeting', 'one_to_one', 'exec_dinner', 'strategic_checkin', 'business_review')
UNION ALL
SELECT 'goals', count(*), count(DISTINCT account_key), NULL FROM crm.goal
UNION ALL
SELECT 'tickets', count(*), count(DISTINCT account_key), max(opened_at) FROM crm.ticket
UNION ALL
SELECT 'heartbeats', count(*), count(DISTINCT account_key), max(seen_at) FROM crm.heartbeat
UNION ALL
SELECT 'outcomes', count(*), count(DISTINCT account_key), max(measured_on) FROM crm.outcome_metric
