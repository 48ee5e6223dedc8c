-- How many accepted records have a value.
SELECT count(/*raw*/)
FROM /*relation*/
WHERE /*accepted*/
