-- Remembers which page is the account's.
INSERT INTO ops.crm_page (account_key, page_id, found_by, set_at, set_by)
VALUES ($account_key, $page_id, $found_by, $at, $set_by)
