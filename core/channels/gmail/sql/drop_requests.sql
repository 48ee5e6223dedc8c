-- Forgets one visit to the consent page, and all that are too old to come back.
DELETE FROM ops.mailbox_request
WHERE state_hash = $state_hash OR asked_at < $oldest
