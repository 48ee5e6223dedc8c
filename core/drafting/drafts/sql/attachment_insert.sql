-- grain: one row written
INSERT INTO ops.draft_attachment (draft_id, contact_key, words, fact_id, attached_by, attached_at)
VALUES ($draft_id, $contact_key, $words, $fact_id, $by, $at)
