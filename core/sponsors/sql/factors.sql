-- grain: one row an active executive of one account and factor
-- parameters: account_key, as_of
SELECT contact_key, factor, points, max_points, state, measure, unit, target, note, evidence
FROM mart.sponsor_contribution
WHERE as_of = $as_of AND account_key = $account_key
ORDER BY
    contact_key,
    list_position(
        ['meeting_frequency', 'responsiveness', 'qbr_attendance', 'strategic_alignment'], factor
    )
