-- grain: one row a factor of the primary sponsor's score
-- high, medium, low: initiatives by alignment
-- prelude: yes
-- parameters: account_key, as_of
WITH
goal AS (
    SELECT
        count(*) FILTER (WHERE alignment = 'high') AS high,
        count(*) FILTER (WHERE alignment = 'medium') AS medium,
        count(*) FILTER (WHERE alignment = 'low') AS low
    FROM crm.goal
    WHERE account_key = $account_key
)

SELECT
    contribution.factor,
    contribution.points,
    contribution.max_points,
    contribution.state,
    contribution.measure,
    contribution.target,
    contribution.note,
    contribution.evidence,
    goal.*,
    sponsor.contact_ref
FROM sponsor
JOIN account ON TRUE
CROSS JOIN goal
JOIN mart.sponsor_contribution AS contribution
    ON contribution.contact_key = sponsor.contact_key
    AND contribution.as_of = $as_of
    AND contribution.account_key = $account_key
ORDER BY
    list_position(
        ['meeting_frequency', 'responsiveness', 'qbr_attendance', 'strategic_alignment'], contribution.factor
    )
