-- grain: one row a token, revoked and expired ones too
SELECT token_id, name, roles, acts_for, created_at, created_by, expires_at, revoked_at
FROM ops.api_token
ORDER BY token_id
