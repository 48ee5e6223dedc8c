-- keeps the last attempt to draft a check-in
INSERT INTO ops.checkin_attempt (account_key, tried_on, draft_id, note)
VALUES ($account_key, $tried_on, $draft_id, $note)
