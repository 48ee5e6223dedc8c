-- grain: one number: active administrators beside this person
SELECT count(*)
FROM ops.user_account
WHERE is_active AND list_contains(roles, 'admin') AND email <> $email
