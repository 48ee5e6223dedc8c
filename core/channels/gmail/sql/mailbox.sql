-- grain: at most one row: the mailbox of a person
SELECT owner, address, state, marker, sealed, connected_at, changed_at, note
FROM ops.mailbox
WHERE owner = $owner
