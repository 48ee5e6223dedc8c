-- grain: one row written
INSERT INTO ops.draft (draft_id, kind, purpose, tone, length, account_key, contact_key, sender, status, version, unmatched, created_at, created_by, changed_at)
VALUES ($draft_id, $kind, $purpose, $tone, $length, $account_key, $contact_key, $sender, 'drafted', 1, $unmatched, $at, $created_by, $at)
