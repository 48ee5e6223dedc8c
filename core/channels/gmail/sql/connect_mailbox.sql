-- Keeps a person's access to a mailbox; its marker stays the one it first had.
MERGE INTO ops.mailbox AS known
USING (SELECT $owner AS owner) AS person USING (owner)
WHEN MATCHED THEN UPDATE SET
    address = $address, state = 'connected', sealed = $sealed, connected_at = $at, changed_at = $at, note = ''
WHEN NOT MATCHED THEN INSERT
    (owner, address, state, marker, sealed, connected_at, changed_at, note)
VALUES ($owner, $address, 'connected', $marker, $sealed, $at, $at, '')
