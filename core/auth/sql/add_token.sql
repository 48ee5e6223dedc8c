-- Keeps a new token's hash under the next number.
INSERT INTO ops.api_token
    (token_id, name, token_hash, roles, created_at, created_by, expires_at, acts_for)
SELECT
    coalesce(max(token_id), 0) + 1,
    $name, $token_hash, $roles, $at, $created_by, $expires_at, $acts_for
FROM ops.api_token
