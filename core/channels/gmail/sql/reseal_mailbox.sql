-- Keeps an access that was renewed, if the mailbox still has one.
UPDATE ops.mailbox
SET sealed = $sealed
WHERE owner = $owner AND state = 'connected'
