-- effect: a saved view
-- parameters: view_id, page, name, query, owner, is_shared, saved_at
INSERT INTO ops.saved_view (view_id, page, name, query, owner, is_shared, saved_at)
VALUES ($view_id, $page, $name, $query, $owner, $is_shared, $saved_at)
