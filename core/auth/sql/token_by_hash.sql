-- grain: one row: the token with this hash, whatever its state
SELECT
    token.token_id,
    token.name,
    token.roles,
    token.acts_for,
    token.expires_at,
    token.revoked_at,
    token.acts_for IS NOT NULL AS is_personal,
    coalesce(person.is_active, false) AS person_is_active,
    coalesce(person.roles, []) AS person_roles
FROM ops.api_token AS token
LEFT JOIN ops.user_account AS person ON person.email = token.acts_for
WHERE token.token_hash = $token_hash
