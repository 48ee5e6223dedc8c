-- grain: one row a report of the account's integrations, and one more of each at the very end of the date
-- source: supposed heartbeats; api_calls of the supposed reports is beyond any median where reports count
--   calls, so that what the model then says of the median is what a report is compared with
-- parameters: judged_key, as_of, integrations, calls
SELECT heartbeat_key, account_key, integration, seen_at, api_calls
FROM crm.heartbeat
WHERE account_key = $judged_key
UNION ALL
SELECT
    CAST(0 AS UBIGINT),
    $judged_key,
    unnest($integrations::VARCHAR[]),
    CAST($as_of AS DATE) + INTERVAL 1 DAY - INTERVAL 1 SECOND,
    unnest($calls::BIGINT[])
