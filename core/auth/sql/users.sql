-- grain: one row a person who may sign in, or might
SELECT
    person.email,
    person.subject IS NOT NULL AS has_signed_in,
    person.roles,
    person.is_active,
    person.created_at,
    max(session.last_seen_at) AS last_seen_at
FROM ops.user_account AS person
LEFT JOIN ops.session AS session ON session.email = person.email
GROUP BY ALL
ORDER BY person.email
