-- grain: one row a saved view of the viewer's own or shared, of one page or (empty) all
-- parameters: viewer, page
SELECT view_id, page, name, query, owner, is_shared, saved_at
FROM ops.saved_view
WHERE (owner = $viewer OR is_shared) AND ($page IS NULL OR page = $page)
ORDER BY lower(name), view_id
