-- A new version of the rubric.
--
-- grain       one row
-- parameters  $version, $hash, $saved_at, $saved_by, $reason, $document (TOML)
-- source      ops.rubric_version
INSERT INTO ops.rubric_version (version, hash, saved_at, saved_by, reason, document)
VALUES ($version, $hash, $saved_at, $saved_by, $reason, $document)
