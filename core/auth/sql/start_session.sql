-- Begins a session, or records one that was refused or ended before it was used; a known one stays.
MERGE INTO ops.session AS known
USING (SELECT $session_hash AS session_hash) AS begun USING (session_hash)
WHEN NOT MATCHED THEN INSERT
    (session_hash, email, signed_in_at, last_seen_at, ended_at, end_reason)
VALUES ($session_hash, $email, $at, $at, $ended_at, $end_reason)
