-- Every value of an expression once.
SELECT DISTINCT value
FROM (SELECT /*value*/ AS value FROM /*relation*/)
WHERE value IS NOT NULL
