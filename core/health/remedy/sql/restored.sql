-- grain: one row an integration, as the model would see it after a report at the end of the date
-- parameters: those of the model and of the supposed reports
SELECT integration, share, silence_hours, median_api_calls
FROM mart.integration_status
ORDER BY integration
