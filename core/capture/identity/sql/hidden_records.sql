-- grain: one row: how many of the records asked for the viewer does not see
-- parameters: viewer, sees_all, record_keys, entity
SELECT count(*) AS hidden
FROM (
    SELECT account_key AS record_key, account_key
    FROM crm.account
    WHERE $entity = 'account' AND list_contains($record_keys::UBIGINT[], account_key)
    UNION ALL
    SELECT contact_key, account_key
    FROM crm.contact
    WHERE $entity = 'contact' AND list_contains($record_keys::UBIGINT[], contact_key)
) AS record
LEFT JOIN ops.cluster_member AS member
    ON member.entity = 'account' AND member.member_key = record.account_key
WHERE
    NOT $sees_all
    AND NOT EXISTS (
        SELECT 1
        FROM ops.visible_account($viewer, $sees_all) AS visible
        WHERE visible.account_key = coalesce(member.cluster_key, record.account_key)
    )
