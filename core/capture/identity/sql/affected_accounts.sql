-- grain: one row an account that what changed concerns: records and clusters, before and after
-- parameters: limit
SELECT DISTINCT account_key
FROM (
    SELECT unnest([member_key, before_key, after_key]) AS account_key
    FROM changed_member
    WHERE entity = 'account'
    UNION ALL
    SELECT contact.account_key
    FROM changed_member AS changed
    JOIN crm.contact AS contact ON contact.contact_key = changed.member_key
    WHERE changed.entity = 'contact'
)
WHERE account_key IS NOT NULL
LIMIT $limit
