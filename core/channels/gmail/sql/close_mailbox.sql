-- Deletes the access to a mailbox and says why.
UPDATE ops.mailbox
SET state = $state, sealed = NULL, changed_at = $at, note = $note
WHERE owner = $owner
