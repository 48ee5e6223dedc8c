-- The different values of a column, up to one more than are worth listing.
SELECT DISTINCT value
FROM (SELECT /*raw*/ AS value FROM /*relation*/)
WHERE value IS NOT NULL
LIMIT /*limit*/
