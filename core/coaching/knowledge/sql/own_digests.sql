-- What tells whether the documents written here are still those last read.
--
-- grain       one row a document in use that was written here
-- parameters  none
-- source      ops.knowledge_document
SELECT slug, version, md5(text) AS digest
FROM ops.knowledge_document
QUALIFY row_number() OVER (PARTITION BY slug ORDER BY version DESC) = 1 AND NOT is_archived
ORDER BY slug
