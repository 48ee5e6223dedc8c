-- grain: one row: the section as it was written last on the page that is the account's now
SELECT section.page_id, section.block_id, section.content_hash, page.found_by
FROM ops.crm_section AS section
JOIN ops.crm_page AS page ON page.page_id = section.page_id AND page.account_key = section.account_key
WHERE section.account_key = $account_key AND section.section = $section
