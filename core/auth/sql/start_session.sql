-- Begins a session, or records one that was refused or ended before it was used.
INSERT INTO ops.session
    (session_hash, email, signed_in_at, last_seen_at, ended_at, end_reason)
VALUES ($session_hash, $email, $at, $at, $ended_at, $end_reason)
ON CONFLICT (session_hash) DO NOTHING
