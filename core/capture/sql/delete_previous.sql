-- Take the replaced versions out of their table.
DELETE FROM /*table*/
WHERE /*key*/ IN (SELECT /*key*/ FROM previous)
