-- Imports in force all of whose files are the demonstration's, newest first.
SELECT import_id
FROM crm.import_batch
WHERE undone_at IS NULL
GROUP BY import_id
HAVING bool_and(ends_with(file_name, $ending))
ORDER BY import_id DESC
