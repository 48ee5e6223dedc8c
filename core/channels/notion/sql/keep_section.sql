-- Remembers where the section is and what it says.
INSERT INTO ops.crm_section (page_id, section, account_key, block_id, content_hash, written_at)
VALUES ($page_id, $section, $account_key, $block_id, $content_hash, $at)
