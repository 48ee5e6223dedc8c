-- grain: one row an account: its sponsor score as the cockpit says it now
-- source: what was said at the time, kept beside what a replay says later
-- parameters: scanned_at, as_of, policy_hash, data_version
INSERT INTO ops.score_snapshot
SELECT
    $scanned_at, $as_of, account_key, 'sponsors', score, level, coverage_pct,
    $policy_hash, $data_version
FROM mart.account_sponsor
WHERE as_of = $as_of
