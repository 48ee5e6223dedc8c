-- grain: one row an account without executive contact for longer than its tier's alert allows
-- since_on: day of the last contact, empty when there was none; days: since then
-- parameters: viewer, sees_all, as_of
SELECT
    sponsor.account_key,
    sponsor.primary_contact_key AS contact_key,
    '' AS about,
    sponsor.last_contact_at::DATE AS since_on,
    NULL::DATE AS due_on,
    sponsor.days_since_contact::INTEGER AS days,
    ['crm.contact/' || sponsor.primary_contact_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = visible.account_key AND sponsor.as_of = $as_of
WHERE sponsor.silence_alert AND sponsor.primary_contact_key IS NOT NULL
