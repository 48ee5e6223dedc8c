-- The saved versions of one document, newest first.
--
-- grain       one row a version
-- parameters  $slug
-- source      ops.knowledge_document
SELECT slug, version, kind, title, text, is_archived, reason, saved_by, saved_at
FROM ops.knowledge_document
WHERE slug = $slug
ORDER BY version DESC
