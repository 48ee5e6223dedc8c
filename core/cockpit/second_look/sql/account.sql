-- grain: one row a filtered account, with the thresholds of its tier
SELECT
    filtered.*,
    filtered.rag = 'green' AS is_green,
    threshold.* EXCLUDE (tier)
FROM filtered_account AS filtered
JOIN threshold ON threshold.tier = CASE
    WHEN filtered.tier IN ('enterprise', 'mid_market', 'smb') THEN filtered.tier ELSE ''
END
