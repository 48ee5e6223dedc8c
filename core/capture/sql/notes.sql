-- How often each value of accepted records had to be left out, and where first.
SELECT /*counted*/
FROM /*relation*/
WHERE /*accepted*/
