-- grain: one row a release of the last days, the newest first
-- parameters: as_of, new_days
SELECT release, max(released_on) AS released_on
FROM crm.release_item
WHERE release IS NOT NULL AND title IS NOT NULL
GROUP BY release
HAVING max(released_on) <= $as_of AND max(released_on) > $as_of::DATE - $new_days::INTEGER
ORDER BY released_on DESC, release DESC
