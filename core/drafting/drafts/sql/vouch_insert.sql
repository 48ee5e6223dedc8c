-- grain: one row written
INSERT INTO ops.draft_vouch (draft_id, contact_key, words, reason, vouched_by, vouched_at)
VALUES ($draft_id, $contact_key, $words, $reason, $by, $at)
