-- effect: the moved rows point at what they are to point at
-- parts: table, column
UPDATE /*table*/ AS t
SET /*column*/ = moved.wanted_key
FROM moved
WHERE t.rowid = moved.row_id
