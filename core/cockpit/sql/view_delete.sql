-- effect: a saved view is gone
-- parameters: view_id
DELETE FROM ops.saved_view
WHERE view_id = $view_id
