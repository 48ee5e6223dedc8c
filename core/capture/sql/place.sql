-- Write the accounts found.
UPDATE /*table*/ AS t
SET account_key = p.account_key, placed_by = p.placed_by
FROM placement AS p
WHERE t./*key*/ = p.row_key
