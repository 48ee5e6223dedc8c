-- grain: one row an account; portfolio figures are sums and ratios of these over any set of accounts
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- is_engaged: level champion or engaged; engaged rate = sum / accounts
-- gap_days: days from the first to the last touchpoint with an executive within the window
-- gaps: touchpoints less one, none below two; mean gap = sum of gap_days / sum of gaps
-- qbrs_held: QBRs held within the window
-- qbrs_with_executive: those with an executive among the participants
-- sponsors_year_ago: 1 when the account had a primary sponsor a year before, else 0
-- sponsors_retained: 1 when that person is still an active executive of the account, else 0
-- executives_engaged: active executives at champion or engaged; multi-thread score = sum / accounts
-- executives: active executives
-- source: executive sponsor tracker, metrics; a year ago the sponsor was the one marked, else one with
--   role executive_sponsor, else the executive with most direct contacts in the 365 days before
WITH scope AS (
    SELECT
        scope.account_key,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST(policy.window_days AS INTEGER)) AS starts_at
    FROM mart.account_scope AS scope
    JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = scope.as_of
    WHERE scope.as_of = $as_of AND ($account_key IS NULL OR scope.account_key = $account_key)
),

touchpoint AS (
    SELECT DISTINCT touch.account_key, touch.activity_key, CAST(touch.occurred_at AS DATE) AS held_on
    FROM mart.executive_touchpoint AS touch
    JOIN scope ON scope.account_key = touch.account_key
    WHERE
        touch.as_of = $as_of
        AND touch.counts_for_cadence
        AND touch.occurred_at >= scope.starts_at
        AND ($account_key IS NULL OR touch.account_key = $account_key)
),

gap AS (
    SELECT account_key, max(held_on) - min(held_on) AS gap_days, count(*) - 1 AS gaps
    FROM touchpoint
    GROUP BY account_key
),

qbr AS (
    SELECT account_key, count(*) AS held, count(*) FILTER (WHERE executives > 0) AS with_executive
    FROM mart.qbr_held
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key)
    GROUP BY account_key
),

earlier AS (
    SELECT contact_key, count(*) AS contacts
    FROM mart.executive_touchpoint
    WHERE
        as_of = $as_of
        AND is_direct_contact
        AND ($account_key IS NULL OR account_key = $account_key)
        AND occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY - INTERVAL 365 DAY
        AND occurred_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - INTERVAL 730 DAY
    GROUP BY contact_key
),

former AS (
    SELECT
        profile.account_key,
        profile.status = 'active' AS is_retained,
        row_number() OVER (
            PARTITION BY profile.account_key
            ORDER BY
                profile.is_marked_primary DESC,
                coalesce(profile.role = 'executive_sponsor', FALSE) DESC,
                coalesce(earlier.contacts, 0) DESC,
                profile.started_on NULLS LAST,
                profile.full_name,
                profile.contact_key
        ) AS place
    FROM mart.contact_profile AS profile
    LEFT JOIN earlier ON earlier.contact_key = profile.contact_key
    WHERE
        profile.as_of = $as_of
        AND profile.is_executive
        AND ($account_key IS NULL OR profile.account_key = $account_key)
        AND (profile.known_since_on <= CAST($as_of AS DATE) - 365 OR earlier.contacts > 0)
        AND (
            profile.status = 'active'
            OR profile.left_on IS NULL
            OR profile.left_on > CAST($as_of AS DATE) - 365
        )
        AND (
            profile.is_marked_primary
            OR coalesce(profile.role = 'executive_sponsor', FALSE)
            OR earlier.contacts > 0
        )
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    scope.account_key,
    sponsor.level IN ('champion', 'engaged') AS is_engaged,
    coalesce(gap.gap_days, 0) AS gap_days,
    coalesce(gap.gaps, 0) AS gaps,
    coalesce(qbr.held, 0) AS qbrs_held,
    coalesce(qbr.with_executive, 0) AS qbrs_with_executive,
    CASE WHEN former.account_key IS NULL THEN 0 ELSE 1 END AS sponsors_year_ago,
    CASE WHEN former.is_retained THEN 1 ELSE 0 END AS sponsors_retained,
    sponsor.engaged_executives AS executives_engaged,
    sponsor.executives
FROM scope
JOIN mart.account_sponsor AS sponsor ON sponsor.account_key = scope.account_key AND sponsor.as_of = $as_of
LEFT JOIN gap ON gap.account_key = scope.account_key
LEFT JOIN qbr ON qbr.account_key = scope.account_key
LEFT JOIN former ON former.account_key = scope.account_key AND former.place = 1
