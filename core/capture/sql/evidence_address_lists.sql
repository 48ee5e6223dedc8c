-- Of a column of address lists: whether some has names, brackets or no address, whether some has blanks.
SELECT
    coalesce(bool_or(NOT contains(value, '@') OR contains(value, '<') OR contains(value, ',')), false) AS odd,
    coalesce(bool_or(contains(value, ' ')), false) AS spaced
FROM (SELECT /*raw*/ AS value FROM /*relation*/)
WHERE value IS NOT NULL
