-- effect: the owner's saved view of this page and name is gone
-- parameters: page, name, owner
DELETE FROM ops.saved_view
WHERE page = $page AND name = $name AND owner = $owner
