-- grain: one row, the sponsor score of one account; empty when the account is not known at the date
-- parameters: account_key, as_of
SELECT
    sponsor.score,
    sponsor.level,
    sponsor.risk,
    sponsor.coverage_pct,
    primary_sponsor.source_id AS primary_sponsor,
    backup.source_id AS backup_sponsor,
    sponsor.silence_alert,
    sponsor.missing
FROM mart.account_sponsor AS sponsor
LEFT JOIN mart.contact_profile AS primary_sponsor
    ON primary_sponsor.contact_key = sponsor.primary_contact_key AND primary_sponsor.as_of = sponsor.as_of
LEFT JOIN mart.contact_profile AS backup
    ON backup.contact_key = sponsor.backup_contact_key AND backup.as_of = sponsor.as_of
WHERE sponsor.as_of = $as_of AND sponsor.account_key = $account_key
