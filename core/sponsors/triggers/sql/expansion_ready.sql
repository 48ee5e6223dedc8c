-- grain: one row a green account with an engaged sponsor, an outcome that has reached its target (from either side
--   of its baseline) and an open opportunity: the nearest of them; not where a sponsor left of late
-- about: the opportunity's name; due_on: its close date; days: until then
-- parameters: viewer, sees_all, as_of, departure_days
WITH
outcome AS (
    SELECT account_key, arg_max(outcome_key, measured_on) AS outcome_key
    FROM crm.outcome_metric
    WHERE
        measured_on <= $as_of
        AND CASE WHEN baseline > target THEN value <= target ELSE value >= target END
    GROUP BY account_key
),

opportunity AS (
    SELECT
        account_key,
        arg_min(name, coalesce(close_on, DATE '9999-12-31')) AS name,
        arg_min(opportunity_key, coalesce(close_on, DATE '9999-12-31')) AS opportunity_key,
        min(close_on) AS close_on
    FROM crm.opportunity
    WHERE outcome = 'open' AND (close_on IS NULL OR close_on >= $as_of)
    GROUP BY account_key
)

SELECT
    sponsor.account_key,
    sponsor.primary_contact_key AS contact_key,
    opportunity.name AS about,
    NULL::DATE AS since_on,
    opportunity.close_on AS due_on,
    (opportunity.close_on - $as_of)::INTEGER AS days,
    ['crm.opportunity/' || opportunity.opportunity_key, 'crm.outcome_metric/' || outcome.outcome_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = visible.account_key AND sponsor.as_of = $as_of
JOIN mart.account_health AS health
    ON health.account_key = sponsor.account_key AND health.as_of = $as_of
JOIN outcome ON outcome.account_key = sponsor.account_key
JOIN opportunity ON opportunity.account_key = sponsor.account_key
WHERE sponsor.level IN ('champion', 'engaged') AND health.rag = 'green'
    AND sponsor.account_key NOT IN (
        SELECT profile.account_key
        FROM mart.contact_profile AS profile
        WHERE
            profile.as_of = $as_of
            AND profile.status = 'left'
            AND (profile.is_marked_primary OR profile.role = 'executive_sponsor')
            AND profile.left_on > $as_of - $departure_days::INTEGER
    )
