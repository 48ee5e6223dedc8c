-- grain: one row a notice to be shown on the account's page, newest first
SELECT notice, queued_at
FROM ops.notice_delivery
WHERE account_key = $account_key AND channel = 'crm_page'
ORDER BY delivery_id DESC
LIMIT $shown
