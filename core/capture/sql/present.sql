-- Keys of all records a file names, refused ones too.
CREATE TEMP TABLE present AS
SELECT DISTINCT /*key*/ AS row_key
FROM /*relation*/
