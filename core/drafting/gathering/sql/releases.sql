-- grain: one row a release item of the last 120 days about one of the features
-- used, unused: features the account uses, and those it does not
-- parameters: used, unused, as_of
SELECT release_item_key, release, released_on, feature, title
FROM crm.release_item
WHERE
    released_on <= $as_of
    AND released_on > $as_of::DATE - 120
    AND title IS NOT NULL
    AND (list_contains($used::VARCHAR[], feature) OR list_contains($unused::VARCHAR[], feature))
ORDER BY list_contains($used::VARCHAR[], feature) DESC, released_on DESC, release, title, release_item_key
LIMIT 4
