-- grain: one row a suppression in force; those of contacts only where the viewer sees the account
-- left out: of entries made in one act for the records of one person, all but the first
-- parameters: viewer, sees_all, today
SELECT
    entry.suppression_id, entry.scope, entry.contact_key, entry.value, coalesce(contact.full_name, '') AS contact_name,
    entry.reason, entry.suppressed_by, entry.suppressed_at, entry.until_on
FROM ops.suppression AS entry
LEFT JOIN ops.cluster_member AS member ON member.entity = 'contact' AND member.member_key = entry.contact_key
LEFT JOIN ops.golden_contact AS contact ON contact.contact_key = coalesce(member.cluster_key, entry.contact_key)
WHERE
    entry.ended_at IS NULL
    AND (entry.until_on IS NULL OR entry.until_on >= $today)
    AND (
        entry.scope <> 'contact'
        OR contact.account_key IN (SELECT account_key FROM ops.visible_account($viewer, $sees_all))
    )
QUALIFY
    entry.scope <> 'contact'
    OR row_number() OVER (
        PARTITION BY
            entry.scope, coalesce(member.cluster_key, entry.contact_key), entry.suppressed_at, entry.suppressed_by,
            entry.reason
        ORDER BY entry.suppression_id
    ) = 1
ORDER BY entry.suppression_id DESC
