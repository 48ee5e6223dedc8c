-- grain: one row a record of the person, the one that stands for all first
-- parameters: contact_key
SELECT member_key
FROM ops.contact_alias
WHERE contact_key = $contact_key
ORDER BY member_key <> $contact_key, member_key
