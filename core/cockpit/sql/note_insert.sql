-- effect: a note on an account
-- parameters: note_id, account_key, written_at, written_by, body
INSERT INTO ops.note (note_id, account_key, written_at, written_by, body)
VALUES ($note_id, $account_key, $written_at, $written_by, $body)
