-- grain: one row an account
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- primary_contact_key: the primary sponsor; empty when there is none
-- score: the primary sponsor's score, 0 to 100; empty when it abstains
-- coverage_pct: coverage of that score, percent; without a primary sponsor the best of the executives'
-- level: champion, engaged, passive, disengaged or unknown
-- risk: low, medium, high or critical
-- executives: active executives
-- engaged_executives: those at champion or engaged
-- backup_contact_key: the best other executive at champion or engaged; empty when there is none
-- last_contact_at: newest direct contact with any active executive, UTC
-- days_since_contact: days since then
-- silence_alert: no contact with any executive for silence_alert_days of the tier
-- missing: what to import for a fuller score, one sentence a factor
-- source: executive sponsor tracker, levels and guardrails
WITH executive AS (
    SELECT
        account_key,
        max(contact_key) FILTER (WHERE is_primary) AS primary_contact_key,
        max(score) FILTER (WHERE is_primary) AS score,
        coalesce(max(coverage_pct) FILTER (WHERE is_primary), max(coverage_pct)) AS coverage_pct,
        max(level) FILTER (WHERE is_primary) AS level,
        max(risk) FILTER (WHERE is_primary) AS risk,
        count(*) AS executives,
        count(*) FILTER (WHERE level IN ('champion', 'engaged')) AS engaged_executives,
        max(contact_key) FILTER (WHERE is_backup) AS backup_contact_key,
        max(last_contact_at) AS last_contact_at
    FROM mart.sponsor_score
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

absence AS (
    SELECT account_key, list(note ORDER BY factor) AS missing
    FROM (
        SELECT DISTINCT contribution.account_key, contribution.factor, contribution.note
        FROM mart.sponsor_contribution AS contribution
        LEFT JOIN executive
            ON executive.account_key = contribution.account_key
        WHERE
            contribution.as_of = $as_of
            AND contribution.state = 'missing'
            AND ($account_key IS NULL OR contribution.account_key = $account_key)
            AND coalesce(contribution.contact_key = executive.primary_contact_key, TRUE)
    )
    GROUP BY account_key
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    scope.account_key,
    executive.primary_contact_key,
    executive.score,
    coalesce(executive.coverage_pct, 0) AS coverage_pct,
    coalesce(executive.level, 'unknown') AS level,
    coalesce(executive.risk, 'critical') AS risk,
    coalesce(executive.executives, 0) AS executives,
    coalesce(executive.engaged_executives, 0) AS engaged_executives,
    executive.backup_contact_key,
    executive.last_contact_at,
    CAST($as_of AS DATE) - CAST(executive.last_contact_at AS DATE) AS days_since_contact,
    policy.silence_alert_days > 0
    AND scope.has_activities
    AND coalesce(
        CAST($as_of AS DATE) - CAST(executive.last_contact_at AS DATE) >= policy.silence_alert_days, TRUE
    ) AS silence_alert,
    CASE
        WHEN executive.executives IS NULL THEN ['No executive known: import contacts with title or role.']
        ELSE coalesce(absence.missing, [])
    END AS missing
FROM mart.account_scope AS scope
JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
LEFT JOIN executive ON executive.account_key = scope.account_key
LEFT JOIN absence ON absence.account_key = scope.account_key
WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
