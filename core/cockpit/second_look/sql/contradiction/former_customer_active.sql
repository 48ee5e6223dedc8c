-- grain: one row an account that is said to be no customer any more while an integration reported lately
-- evidence_one, evidence_other: the rows of either side, as table/key
-- parameters: those of filtered_account
WITH
former AS (
    SELECT crm_account.account_key, crm_account.lifecycle_stage, account.statement_days
    FROM ops.golden_account AS crm_account
    JOIN account ON account.account_key = crm_account.account_key
    WHERE regexp_matches(lower(crm_account.lifecycle_stage), 'churn|cancel|former|terminat|lost')
),

reported AS (
    SELECT status.account_key, status.integration, status.last_seen_at, status.evidence_keys[1] AS heartbeat_key
    FROM mart.integration_status AS status
    WHERE status.as_of = $as_of
    WINDOW newest AS (PARTITION BY status.account_key ORDER BY status.last_seen_at DESC, status.integration)
    QUALIFY row_number() OVER newest = 1
)

SELECT
    former.account_key,
    'The account is called "' || former.lifecycle_stage || '".' AS says_one,
    reported.integration || ' reported on ' || strftime(reported.last_seen_at, '%-d %b %Y') || '.' AS says_other,
    ['crm.account/' || former.account_key] AS evidence_one,
    ['crm.heartbeat/' || reported.heartbeat_key] AS evidence_other
FROM former
JOIN reported ON reported.account_key = former.account_key
WHERE reported.last_seen_at >= $as_of + INTERVAL 1 DAY - to_days(former.statement_days)
