-- Of each column: whether some cell has blanks around its text.
SELECT /*columns*/
FROM staged
