-- grain: one row an active executive
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive
-- score: 0 to 100, over the factors present; empty when it abstains
-- coverage_pct: share of the weight that was present, percent
-- level: champion, engaged, passive, disengaged or unknown
-- risk: low, medium, high or critical
-- is_primary: the account's primary sponsor
-- is_backup: the best other executive at champion or engaged
-- last_contact_at: newest direct contact, UTC
-- last_contact_kind: its kind
-- days_since_contact: days since then
-- last_exec_outreach_on: date of our newest message to the executive
-- cadence_days: longest time between touchpoints for the tier, days; empty without a tier
-- is_overdue: longer than that since the last touchpoint, or none yet; empty when that cannot be known
-- touchpoints: touchpoints that count, within the window
-- touchpoint_target: touchpoints that earn all points; empty without a tier
-- mean_reply_days: mean days to a reply
-- qbrs_attended: QBRs attended within the window
-- qbrs_held: QBRs held within the window
-- advocacy_evidence: rows within the window that speak of advocacy, as table/key
-- relationship: the relationship in one phrase
-- source: executive sponsor tracker, levels; first rule that holds
WITH leveled AS (
    SELECT level.*, executive.* EXCLUDE (as_of, account_key, contact_key)
    FROM mart.sponsor_level AS level
    JOIN mart.executive_measure AS executive
        ON executive.contact_key = level.contact_key AND executive.as_of = level.as_of
    WHERE
        level.as_of = $as_of
        AND ($account_key IS NULL OR (level.account_key = $account_key AND executive.account_key = $account_key))
),

ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY account_key
            ORDER BY
                is_marked_primary DESC,
                score DESC NULLS LAST,
                touchpoints DESC,
                started_on NULLS LAST,
                full_name,
                contact_key
        ) AS place
    FROM leveled
),

chosen AS (
    SELECT
        *,
        place = 1 AND (is_marked_primary OR score IS NOT NULL) AS is_primary,
        place > 1 AND level IN ('champion', 'engaged') AS may_back_up
    FROM ranked
),

backed AS (
    SELECT
        *,
        may_back_up AND row_number() OVER (
            PARTITION BY account_key, may_back_up ORDER BY score DESC NULLS LAST, place
        ) = 1 AS is_backup,
        CASE
            WHEN cadence_days IS NULL OR NOT has_activities THEN NULL
            ELSE coalesce(CAST($as_of AS DATE) - CAST(last_touchpoint_at AS DATE) > cadence_days, TRUE)
        END AS is_overdue,
        CASE last_contact_kind
            WHEN 'qbr' THEN 'met once, at QBR Q' || quarter(last_contact_at) || ' ' || year(last_contact_at)
            WHEN 'email' THEN 'wrote once, on ' || strftime(last_contact_at, '%-d %B %Y')
            WHEN 'call' THEN 'spoke once, on ' || strftime(last_contact_at, '%-d %B %Y')
            WHEN 'exec_dinner' THEN 'met once, at an executive dinner on ' || strftime(last_contact_at, '%-d %B %Y')
            ELSE 'met once, on ' || strftime(last_contact_at, '%-d %B %Y')
        END AS only_contact
    FROM chosen
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    account_key,
    contact_key,
    score,
    coverage_pct,
    level,
    CASE level
        WHEN 'unknown' THEN 'critical'
        WHEN 'disengaged' THEN 'high'
        WHEN 'passive' THEN 'medium'
        ELSE 'low'
    END AS risk,
    is_primary,
    is_backup,
    last_contact_at,
    last_contact_kind,
    days_since_contact,
    CAST(last_outreach_at AS DATE) AS last_exec_outreach_on,
    cadence_days,
    is_overdue,
    touchpoints,
    touchpoint_target,
    mean_reply_days,
    qbrs_attended,
    qbrs_held,
    advocacy_evidence,
    CASE
        WHEN NOT has_activities THEN 'contact history not imported'
        WHEN contacts = 0 THEN 'no prior direct contact'
        WHEN contacts = 1 THEN only_contact
        WHEN level = 'disengaged' THEN 'out of touch, last contact ' || strftime(last_contact_at, '%-d %B %Y')
        WHEN is_overdue THEN 'occasional contact'
        WHEN is_overdue IS NULL THEN 'in contact'
        ELSE 'regular contact'
    END
    || CASE WHEN contacts > 1 AND level IN ('champion', 'engaged', 'passive') THEN ', ' || level ELSE '' END
        AS relationship
FROM backed
