-- grain: one row: the block that holds the section
SELECT block_id FROM ops.crm_section WHERE page_id = $page_id AND section = $section
