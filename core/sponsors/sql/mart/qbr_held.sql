-- grain: one row a QBR held with an account within the window
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- activity_key: the QBR
-- occurred_at: when it was held, UTC
-- executives: executives among its participants
-- source: an activity of kind qbr; one whose outcome says it did not take place was not held
WITH scope AS (
    SELECT
        scope.account_key,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.window_days AS INTEGER)) AS starts_at
    FROM mart.account_scope AS scope
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

qbr AS (
    SELECT activity.account_key, activity.activity_key, activity.occurred_at, activity.outcome
    FROM crm.activity AS activity
    JOIN scope ON scope.account_key = activity.account_key
    WHERE
        activity.kind = 'qbr'
        AND ($account_key IS NULL OR activity.account_key = $account_key)
        AND activity.occurred_at >= scope.starts_at
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
),

not_held AS (
    SELECT DISTINCT said.outcome
    FROM (SELECT DISTINCT outcome FROM qbr WHERE outcome IS NOT NULL) AS said
    JOIN ops.phrase_rule AS rule
        ON contains(
            ' ^ ' || trim(regexp_replace(lower(strip_accents(said.outcome)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ',
            rule.phrase
        )
        AND rule.attribute = 'not_held'
),

attendance AS (
    SELECT activity_key, count(*) AS executives
    FROM mart.executive_touchpoint
    WHERE as_of = $as_of AND kind = 'qbr' AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY activity_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    qbr.account_key,
    qbr.activity_key,
    qbr.occurred_at,
    coalesce(attendance.executives, 0) AS executives
FROM qbr
LEFT JOIN attendance ON attendance.activity_key = qbr.activity_key
WHERE qbr.outcome IS NULL OR qbr.outcome NOT IN (SELECT outcome FROM not_held)
