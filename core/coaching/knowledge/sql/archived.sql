-- Documents written here that were taken out of use, as they were last.
--
-- grain       one row a document
-- parameters  none
-- source      ops.knowledge_document
SELECT slug, version, kind, title, text, is_archived, reason, saved_by, saved_at
FROM ops.knowledge_document
QUALIFY row_number() OVER (PARTITION BY slug ORDER BY version DESC) = 1 AND is_archived
ORDER BY title, slug
