-- Our own people of the file being imported, by identifier: a file of users names managers who are in it too.
INSERT INTO member_reference
SELECT reference, any_value(email) AS email
FROM (SELECT lower(r.source_id) AS reference, lower(r.email) AS email FROM (/*rows*/) AS r)
WHERE reference IS NOT NULL AND email IS NOT NULL AND reference NOT IN (SELECT reference FROM member_reference)
GROUP BY reference
HAVING count(DISTINCT email) = 1
