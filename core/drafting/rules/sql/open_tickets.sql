-- grain: one row an open ticket of the account, by what would give it away
-- parameters: account_key
SELECT coalesce(source_id, '') AS ticket_id, coalesce(subject, '') AS subject
FROM crm.ticket
WHERE account_key = $account_key AND coalesce(status, 'open') NOT IN ('solved', 'closed')
ORDER BY ticket_id
LIMIT 2000
