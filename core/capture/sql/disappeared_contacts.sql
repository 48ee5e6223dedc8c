-- Contacts no longer in their source have left; their line stays that of the last export with them.
-- The hash is emptied, so that a later export that names them again counts as a change.
INSERT INTO crm.contact BY NAME
SELECT * REPLACE ('left' AS status, coalesce(left_on, $left_on) AS left_on, 0 AS row_hash)
FROM previous
