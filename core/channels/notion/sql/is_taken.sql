-- grain: one row: whether the page is another account's
SELECT count(*) > 0 FROM ops.crm_page WHERE page_id = $page_id AND account_key <> $account_key
