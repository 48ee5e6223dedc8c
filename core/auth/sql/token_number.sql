-- The number of the token with this hash.
SELECT token_id FROM ops.api_token WHERE token_hash = $token_hash
