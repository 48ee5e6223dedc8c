-- grain: one row: a session and the person it is of, as both stand now
SELECT
    session.session_hash,
    session.email,
    session.signed_in_at,
    session.last_seen_at,
    session.ended_at,
    session.end_reason,
    person.subject,
    coalesce(person.is_active, false) AS is_active,
    coalesce(person.roles, []) AS roles
FROM ops.session AS session
LEFT JOIN ops.user_account AS person ON person.email = session.email
WHERE session.session_hash = $session_hash
