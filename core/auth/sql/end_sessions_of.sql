-- Ends every session of a person.
UPDATE ops.session
SET ended_at = $at, end_reason = $reason
WHERE email = $email AND ended_at IS NULL
