-- Forgets where the section was.
DELETE FROM ops.crm_section WHERE page_id = $page_id AND section = $section
