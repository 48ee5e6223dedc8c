-- Steps in front of every statement of the report that says "prelude: yes": the account, the thresholds of its tier,
-- its people, and the primary sponsor among them.
account AS (
    SELECT
        account.account_key,
        account.name,
        account.source_id AS account_id,
        scope.tier,
        replace(scope.tier, '_', '-') AS tier_name,
        scope.has_activities,
        account.arr_amount,
        account.currency,
        account.renewal_on,
        account.country,
        account.time_zone,
        account.owner_email,
        'crm.account/' || account.account_key AS account_ref,
        sponsor.score AS account_score,
        sponsor.level AS account_level,
        sponsor.coverage_pct AS account_coverage_pct,
        sponsor.* EXCLUDE (as_of, account_key, score, level, risk, coverage_pct)
    FROM ops.golden_account AS account
    JOIN mart.account_scope AS scope ON scope.account_key = account.account_key AND scope.as_of = $as_of
    JOIN mart.account_sponsor AS sponsor ON sponsor.account_key = account.account_key AND sponsor.as_of = $as_of
    WHERE account.account_key = $account_key
),

threshold AS (
    SELECT policy.name, policy.value
    FROM ops.policy AS policy
    JOIN account ON account.tier = policy.tier
),

touch AS (
    SELECT
        contact_key,
        max(occurred_at) FILTER (WHERE counts_for_cadence) AS last_touchpoint_at,
        arg_max(activity_key, (occurred_at, activity_key)) FILTER (WHERE counts_for_cadence) AS last_touchpoint_key,
        arg_max(activity_key, (occurred_at, activity_key)) FILTER (WHERE is_direct_contact) AS last_contact_key
    FROM mart.executive_touchpoint
    WHERE as_of = $as_of AND account_key = $account_key
    GROUP BY contact_key
),

correction AS (
    SELECT contact_key, CAST(max(set_at) AS DATE) AS left_on
    FROM ops.contact_override
    WHERE field = 'status' AND value = 'left' AND set_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    GROUP BY contact_key
),

person AS (
    SELECT
        profile.contact_key,
        coalesce(profile.full_name, profile.email, profile.source_id) AS person,
        profile.title,
        profile.email,
        profile.addresses,
        profile.records,
        profile.country,
        profile.seniority,
        profile.function,
        profile.role,
        profile.is_executive,
        profile.is_marked_primary,
        profile.status,
        profile.started_on,
        CASE WHEN profile.status = 'left' THEN coalesce(profile.left_on, correction.left_on) END AS left_on,
        profile.known_since_on,
        profile.reports_to_ref,
        profile.source_system,
        profile.source_id,
        'crm.contact/' || profile.contact_key AS contact_ref,
        score.score,
        score.coverage_pct,
        score.level,
        score.is_primary,
        score.is_backup,
        score.last_contact_at,
        score.days_since_contact,
        score.cadence_days,
        score.is_overdue,
        score.qbrs_attended,
        score.qbrs_held,
        score.relationship,
        score.advocacy_evidence,
        touch.last_touchpoint_at,
        coalesce('crm.activity/' || touch.last_touchpoint_key, contact_ref) AS last_touchpoint_ref,
        coalesce('crm.activity/' || touch.last_contact_key, contact_ref) AS last_contact_ref
    FROM mart.contact_profile AS profile
    LEFT JOIN mart.sponsor_score AS score
        ON score.contact_key = profile.contact_key AND score.as_of = $as_of AND score.account_key = $account_key
    LEFT JOIN touch ON touch.contact_key = profile.contact_key
    LEFT JOIN correction ON correction.contact_key = profile.contact_key
    WHERE profile.as_of = $as_of AND profile.account_key = $account_key
),

sponsor AS (
    SELECT *
    FROM person
    WHERE is_primary
),

changed_person AS (
    SELECT
        event.*,
        person.person,
        person.title,
        person.is_executive,
        coalesce(person.is_primary, FALSE) AS is_primary,
        person.contact_ref
    FROM crm.change_event AS event
    JOIN account ON account.account_key = event.account_key
    LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = event.entity_key
    JOIN person ON event.entity = 'contact' AND person.contact_key = coalesce(member.cluster_key, event.entity_key)
    WHERE
        event.observed_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER))
)
