-- Saves a version.
--
-- grain       one row
-- parameters  $slug, $version, $kind, $title, $text, $is_archived, $reason, $saved_by, $saved_at
-- source      ops.knowledge_document
INSERT INTO ops.knowledge_document
VALUES ($slug, $version, $kind, $title, $text, $is_archived, $reason, $saved_by, $saved_at)
