-- grain: one row a text of the draft, oldest first
-- parameters: draft_id
SELECT version, letter, writer, prompt_version, why, created_at, created_by
FROM ops.draft_version
WHERE draft_id = $draft_id
ORDER BY version
