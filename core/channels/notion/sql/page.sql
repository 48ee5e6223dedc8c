-- grain: one row: the page in Notion that is the account's
SELECT account_key, page_id, found_by, set_at, set_by FROM ops.crm_page WHERE account_key = $account_key
