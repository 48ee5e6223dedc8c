-- Remembers a visit to the consent page.
INSERT INTO ops.mailbox_request (state_hash, owner, address, sealed, asked_at)
VALUES ($state_hash, $owner, $address, $sealed, $at)
