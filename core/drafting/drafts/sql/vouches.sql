-- grain: one row words somebody vouches for in the draft
-- parameters: draft_id
SELECT words, reason, vouched_by, vouched_at FROM ops.draft_vouch WHERE draft_id = $draft_id ORDER BY vouched_at, words
