-- All saved versions of the rubric, newest first.
--
-- grain       one row a version
-- parameters  none
-- source      ops.rubric_version
SELECT version, hash, saved_at, saved_by, reason, document
FROM ops.rubric_version
ORDER BY version DESC
