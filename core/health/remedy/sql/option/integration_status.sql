-- grain: one row an option and integration: as the model sees it, or as restored where the option does that
-- parameters: judged_key, as_of, options, restored (the integrations that each option restores),
--   reporting, reporting_share, reporting_silence (what the model says of each once it reports again)
SELECT
    status.* REPLACE (
        option.option_key AS account_key,
        CASE WHEN option.is_restored THEN option.share ELSE status.share END AS share,
        CASE WHEN option.is_restored THEN option.silence_hours ELSE status.silence_hours END AS silence_hours,
        status.is_dropped AND NOT option.is_restored AS is_dropped
    )
FROM mart.integration_status AS status
JOIN (
    SELECT
        chosen.option_key,
        reporting.integration,
        reporting.share,
        reporting.silence_hours,
        list_contains(chosen.restored, reporting.integration) AS is_restored
    FROM (SELECT unnest($options::UBIGINT[]) AS option_key, unnest($restored::VARCHAR[][]) AS restored) AS chosen
    CROSS JOIN (
        SELECT
            unnest($reporting::VARCHAR[]) AS integration,
            unnest($reporting_share::DOUBLE[]) AS share,
            unnest($reporting_silence::DOUBLE[]) AS silence_hours
    ) AS reporting
) AS option ON option.integration = status.integration
WHERE status.as_of = $as_of AND status.account_key = $judged_key
