-- Moves the idle clock of a session in force.
UPDATE ops.session
SET last_seen_at = $at
WHERE session_hash = $session_hash AND ended_at IS NULL
