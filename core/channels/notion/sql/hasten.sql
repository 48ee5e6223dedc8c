-- Makes the account's notices that wait for a page due at once.
UPDATE ops.notice_delivery
SET next_at = $at
WHERE
    account_key = $account_key AND channel = 'crm_page' AND state IN ('waiting', 'not_configured')
    AND next_at > $at
