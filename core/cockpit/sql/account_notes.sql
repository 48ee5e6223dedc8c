-- grain: one row a note on the account, newest first
-- parameters: account_key, limit, offset
SELECT note_id, account_key, written_at, written_by, body
FROM ops.note
WHERE account_key = $account_key::UBIGINT
ORDER BY written_at DESC, note_id DESC
LIMIT $limit OFFSET $offset
