-- grain: one row a date of $days for which the KPI parts were computed
-- parameters: days
SELECT as_of
FROM ops.model_run
WHERE model = 'mart.sponsor_kpi_part' AND list_contains($days::DATE[], as_of)
