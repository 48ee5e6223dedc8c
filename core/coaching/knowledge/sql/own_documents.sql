-- The documents written here, as they are now. The author is who wrote the first version.
--
-- grain       one row a slug that was ever written here
-- parameters  none
-- source      ops.knowledge_document
SELECT
    slug,
    version,
    kind,
    title,
    text,
    is_archived,
    saved_at,
    first_value(saved_by) OVER (PARTITION BY slug ORDER BY version) AS author
FROM ops.knowledge_document
QUALIFY row_number() OVER (PARTITION BY slug ORDER BY version DESC) = 1
ORDER BY slug
