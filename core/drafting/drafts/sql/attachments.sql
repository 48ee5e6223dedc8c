-- grain: one row words of the draft and the fact they stand for
-- parameters: draft_id
SELECT words, fact_id FROM ops.draft_attachment WHERE draft_id = $draft_id ORDER BY attached_at, words
