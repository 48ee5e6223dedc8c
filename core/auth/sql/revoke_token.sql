-- Revokes a token that is not revoked yet.
UPDATE ops.api_token
SET revoked_at = $at
WHERE token_id = $token_id AND revoked_at IS NULL
