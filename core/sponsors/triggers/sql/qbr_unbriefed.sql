-- grain: one row an account whose next QBR is within qbr_brief_days and that no executive was briefed for:
--   no direct contact with one in the same number of days before the date
-- due_on: day of the QBR; days: until then
-- parameters: viewer, sees_all, as_of, qbr_brief_days
WITH
qbr AS (
    SELECT
        account_key,
        min(occurred_at)::DATE AS held_on,
        arg_min(activity_key, occurred_at) AS activity_key
    FROM crm.activity
    WHERE
        kind = 'qbr'
        AND occurred_at >= $as_of + INTERVAL 1 DAY
        AND occurred_at < $as_of + to_days($qbr_brief_days::INTEGER + 1)
    GROUP BY account_key
)

SELECT
    qbr.account_key,
    sponsor.primary_contact_key AS contact_key,
    '' AS about,
    NULL::DATE AS since_on,
    qbr.held_on AS due_on,
    (qbr.held_on - $as_of)::INTEGER AS days,
    ['crm.activity/' || qbr.activity_key] AS evidence
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN qbr ON qbr.account_key = visible.account_key
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = qbr.account_key AND sponsor.as_of = $as_of
WHERE
    sponsor.last_contact_at IS NULL
    OR sponsor.last_contact_at::DATE < $as_of - $qbr_brief_days::INTEGER
