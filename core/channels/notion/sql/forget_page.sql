-- Forgets which page is the account's.
DELETE FROM ops.crm_page WHERE account_key = $account_key
