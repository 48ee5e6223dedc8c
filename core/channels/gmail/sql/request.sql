-- grain: at most one row: a visit to the consent page
SELECT state_hash, owner, address, sealed, asked_at
FROM ops.mailbox_request
WHERE state_hash = $state_hash
