-- grain: one row, the account's standing at the date; none when the scores are not computed for it
-- window_days: days of the sponsor score's window
-- silent_days: days without contact with any executive, where that raises the tier's alert
-- parameters: account_key, as_of
SELECT
    policy.window_days::INTEGER AS window_days,
    health.rag, health.score AS health_score, health.rules_tripped,
    health.open_tickets IS NOT NULL AS has_tickets,
    sponsor.level AS sponsor_level, sponsor.score AS sponsor_score,
    sponsor.primary_contact_key, sponsor.backup_contact_key,
    CASE WHEN sponsor.silence_alert THEN sponsor.days_since_contact END AS silent_days
FROM mart.account_sponsor AS sponsor
JOIN mart.account_scope AS scope ON scope.account_key = sponsor.account_key AND scope.as_of = $as_of
JOIN mart.tier_policy AS policy ON policy.tier = scope.tier AND policy.as_of = $as_of
LEFT JOIN mart.account_health AS health
    ON health.account_key = $account_key::UBIGINT AND health.as_of = $as_of
WHERE
    sponsor.account_key = $account_key::UBIGINT
    AND scope.account_key = $account_key::UBIGINT
    AND sponsor.as_of = $as_of
