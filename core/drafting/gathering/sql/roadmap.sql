-- grain: one row a roadmap item planned after the date about one of the features
-- used, unused: features the account uses, and those it does not
-- parameters: used, unused, as_of
SELECT roadmap_item_key, feature, title, planned_on, status
FROM crm.roadmap_item
WHERE
    planned_on > $as_of
    AND title IS NOT NULL
    AND coalesce(lower(status), '') NOT IN ('done', 'shipped', 'released', 'cancelled', 'canceled', 'dropped', 'rejected')
    AND (list_contains($used::VARCHAR[], feature) OR list_contains($unused::VARCHAR[], feature))
ORDER BY list_contains($used::VARCHAR[], feature) DESC, planned_on, title, roadmap_item_key
LIMIT 4
