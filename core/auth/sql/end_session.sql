-- Ends one session that is in force.
UPDATE ops.session
SET ended_at = $at, end_reason = $reason
WHERE session_hash = $session_hash AND ended_at IS NULL
