-- effect: a status set by hand
-- parameters: account_key, rag, reason, set_at, set_by, expires_on
INSERT INTO ops.health_override (account_key, rag, reason, set_at, set_by, expires_on)
VALUES ($account_key, $rag, $reason, $set_at, $set_by, $expires_on)
