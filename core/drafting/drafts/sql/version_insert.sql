-- grain: one row written
INSERT INTO ops.draft_version (draft_id, version, contact_key, subject, letter, sheet, content_hash, writer, prompt_version, note, why, created_at, created_by)
VALUES ($draft_id, $version, $contact_key, $subject, $letter, $sheet, $content_hash, $writer, $prompt_version, $note, $why, $created_at, $created_by)
