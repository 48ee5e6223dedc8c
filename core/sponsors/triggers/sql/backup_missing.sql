-- grain: one row an Enterprise or Mid-Market account whose primary sponsor nobody could replace, although
--   another executive is known; that executive, best score first, is the one to meet
-- parameters: viewer, sees_all, as_of
WITH
other AS (
    SELECT account_key, arg_max(contact_key, (coalesce(score, -1), contact_key)) AS contact_key
    FROM mart.sponsor_score
    WHERE as_of = $as_of AND NOT is_primary
    GROUP BY account_key
)

SELECT
    sponsor.account_key,
    other.contact_key,
    '' AS about,
    NULL::DATE AS since_on,
    NULL::DATE AS due_on,
    NULL::INTEGER AS days,
    ['crm.contact/' || other.contact_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = visible.account_key AND sponsor.as_of = $as_of
JOIN mart.account_scope AS scope
    ON scope.account_key = sponsor.account_key AND scope.as_of = $as_of
JOIN other ON other.account_key = sponsor.account_key
WHERE
    sponsor.primary_contact_key IS NOT NULL
    AND sponsor.backup_contact_key IS NULL
    AND scope.tier IN ('enterprise', 'mid_market')
