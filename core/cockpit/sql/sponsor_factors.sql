-- grain: one row a factor of one executive's score
-- points: of max_points; empty when the measure is missing. measure, target: in unit
-- parameters: account_key, contact_key, as_of
SELECT factor, points, max_points, state, measure, unit, target, note, coalesce(evidence, []) AS evidence
FROM mart.sponsor_contribution
WHERE
    as_of = $as_of
    AND account_key = $account_key::UBIGINT
    AND contact_key = $contact_key::UBIGINT
ORDER BY list_position(
    ['meeting_frequency', 'responsiveness', 'qbr_attendance', 'strategic_alignment'], factor
)
