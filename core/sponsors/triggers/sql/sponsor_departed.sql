-- grain: one row an account whose sponsor left within departure_days
-- contact_key: who could take over: the primary sponsor of today, otherwise the executive with the best score
-- since_on: when the departure was seen; due_on: the same day, for it cannot wait; days: since then
-- parameters: viewer, sees_all, as_of, departure_days
WITH
departed AS (
    SELECT
        profile.account_key,
        arg_max(profile.contact_key, profile.left_on) AS contact_key,
        arg_max(coalesce(profile.full_name, profile.email, profile.source_id), profile.left_on) AS who,
        max(profile.left_on) AS left_on
    FROM mart.contact_profile AS profile
    WHERE
        profile.as_of = $as_of
        AND profile.status = 'left'
        AND (profile.is_marked_primary OR profile.role = 'executive_sponsor')
        AND profile.left_on > $as_of - $departure_days::INTEGER
        AND profile.left_on <= $as_of
    GROUP BY profile.account_key
),

remaining AS (
    SELECT account_key, arg_max(contact_key, (is_primary, coalesce(score, -1), contact_key)) AS contact_key
    FROM mart.sponsor_score
    WHERE as_of = $as_of
    GROUP BY account_key
)

SELECT
    departed.account_key,
    remaining.contact_key,
    departed.who AS about,
    departed.left_on AS since_on,
    departed.left_on AS due_on,
    ($as_of - departed.left_on)::INTEGER AS days,
    ['crm.contact/' || departed.contact_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN departed ON departed.account_key = visible.account_key
LEFT JOIN remaining ON remaining.account_key = departed.account_key
