-- Whether some value of an address column is anything but one bare address.
SELECT coalesce(bool_or(NOT (/*plain*/)), false)
FROM (SELECT /*raw*/ AS value FROM /*relation*/)
WHERE value IS NOT NULL
