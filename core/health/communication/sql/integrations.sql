-- grain: one row an integration of the account that ever reported: silent ones first, then late, then slowed
-- status: silent, late, slowed or reporting, by the tier's policy
-- parameters: account_key, as_of
WITH judged AS (
    SELECT
        status.integration,
        status.last_seen_at,
        status.is_dropped,
        status.drop_pct,
        status.evidence_keys,
        CASE
            WHEN status.silence_hours > policy.heartbeat_max_hours THEN 'silent'
            WHEN status.silence_hours > policy.heartbeat_warn_hours THEN 'late'
            WHEN status.is_dropped THEN 'slowed'
            ELSE 'reporting'
        END AS status
    FROM mart.integration_status AS status
    JOIN mart.account_scope AS scope ON scope.account_key = status.account_key AND scope.as_of = $as_of
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
    WHERE
        status.as_of = $as_of
        AND status.account_key = $account_key::UBIGINT
        AND scope.account_key = $account_key::UBIGINT
)

SELECT integration, last_seen_at::DATE AS last_seen_on, is_dropped, drop_pct, evidence_keys, status
FROM judged
ORDER BY list_position(['silent', 'late', 'slowed', 'reporting'], status), last_seen_at, integration
