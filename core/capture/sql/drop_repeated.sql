-- Of derived rows with one key, the first is enough.
DELETE FROM incoming
WHERE rowid NOT IN (SELECT min(rowid) FROM incoming GROUP BY row_key)
