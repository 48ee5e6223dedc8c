-- grain: at most one row removed: words stand for one fact at a time
DELETE FROM ops.draft_attachment WHERE draft_id = $draft_id AND words = $words
