-- grain: one row a person who could take the primary sponsor's place, the best first
-- seniority_points, function_points, engagement_points, recency_points, tenure_points: parts of points
-- points: their sum, of the sum of the weights; a part that is not known gives none
-- last_contact_on: newest meeting with the person or message from them
-- tenure_days: since their first day in the role, or since they are known
-- source: weights are policy (backup_weight_...). Seniority: c_level all, vp 0.75, director 0.5, manager 0.2; function: all when
--   it is the primary sponsor's, half when either is general management; engagement: their sponsor score of 100; recency: falls to
--   none at silence_days; tenure: all from new_in_role_days on. Directors and above, and those with a role in buying
-- prelude: yes
-- parameters: account_key, as_of
WITH
candidate AS (
    SELECT person.*
    FROM person
    WHERE
        person.status = 'active'
        AND NOT coalesce(person.is_primary, FALSE)
        AND (
            person.is_executive
            OR person.seniority = 'director'
            OR person.role IN ('champion', 'decision_maker', 'economic_buyer')
        )
),

contact AS (
    SELECT
        candidate.contact_key,
        CAST(max(activity.occurred_at) AS DATE) AS last_contact_on,
        'crm.activity/' || arg_max(activity.activity_key, (activity.occurred_at, activity.activity_key)) AS contact_activity_ref
    FROM candidate
    JOIN crm.activity AS activity
        ON list_has_any(activity.participant_emails, candidate.addresses)
        OR list_contains(candidate.addresses, activity.from_email)
        OR list_has_any([activity.source_system || ':' || ref FOR ref IN activity.contact_refs], candidate.records)
    WHERE
        activity.account_key = $account_key
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND (activity.kind NOT IN ('email', 'note', 'task') OR list_contains(candidate.addresses, activity.from_email))
    GROUP BY candidate.contact_key
),

measured AS (
    SELECT
        candidate.*,
        coalesce(CAST(candidate.last_contact_at AS DATE), contact.last_contact_on) AS last_contact_on,
        CASE WHEN candidate.last_contact_at IS NULL THEN contact.contact_activity_ref ELSE candidate.last_contact_ref END AS touch_ref,
        CAST($as_of AS DATE) - candidate.known_since_on AS tenure_days,
        sponsor.contact_key IS NULL AS has_no_sponsor,
        CASE
            WHEN candidate.function = sponsor.function THEN 1
            WHEN 'executive' IN (candidate.function, sponsor.function) THEN 0.5
            WHEN candidate.function IS NOT NULL AND sponsor.function IS NOT NULL THEN 0
        END AS closeness,
        CASE candidate.seniority
            WHEN 'c_level' THEN 1 WHEN 'vp' THEN 0.75 WHEN 'director' THEN 0.5 WHEN 'manager' THEN 0.2 WHEN 'individual' THEN 0
        END AS rank
    FROM candidate
    LEFT JOIN contact ON contact.contact_key = candidate.contact_key
    LEFT JOIN sponsor ON TRUE
),

weight AS (
    SELECT
        max(value) FILTER (WHERE name = 'backup_weight_seniority') AS seniority,
        max(value) FILTER (WHERE name = 'backup_weight_function') AS function,
        max(value) FILTER (WHERE name = 'backup_weight_engagement') AS engagement,
        max(value) FILTER (WHERE name = 'backup_weight_recency') AS recency,
        max(value) FILTER (WHERE name = 'backup_weight_tenure') AS tenure,
        max(value) FILTER (WHERE name = 'silence_days') AS silence_days,
        max(value) FILTER (WHERE name = 'new_in_role_days') AS new_in_role_days
    FROM threshold
),

part AS (
    SELECT
        measured.*,
        round(weight.seniority * rank, 6) AS seniority_points,
        round(weight.function * closeness, 6) AS function_points,
        round(weight.engagement * measured.score / 100, 6) AS engagement_points,
        CASE
            WHEN last_contact_on IS NOT NULL
                THEN round(weight.recency * greatest(0, 1 - (CAST($as_of AS DATE) - last_contact_on) / weight.silence_days), 6)
            WHEN account.has_activities THEN 0
        END AS recency_points,
        CASE
            WHEN tenure_days IS NOT NULL THEN round(weight.tenure * least(1, tenure_days / weight.new_in_role_days), 6)
        END AS tenure_points
    FROM measured
    JOIN account ON TRUE
    CROSS JOIN weight
)

SELECT
    contact_key, person, title, level, is_backup, has_no_sponsor, last_contact_on, tenure_days, contact_ref, touch_ref,
    seniority_points, function_points, engagement_points, recency_points, tenure_points,
    coalesce(seniority_points, 0) + coalesce(function_points, 0) + coalesce(engagement_points, 0)
    + coalesce(recency_points, 0) + coalesce(tenure_points, 0) AS points
FROM part
ORDER BY points DESC, person, contact_key
