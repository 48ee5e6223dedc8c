-- Files of one import and of the later ones, those undone left out.
SELECT DISTINCT import_id, kind
FROM crm.import_batch
WHERE import_id >= $import_id AND undone_at IS NULL
