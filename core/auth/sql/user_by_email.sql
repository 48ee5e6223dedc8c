-- grain: one row: the person with this e-mail address
SELECT email, subject, roles, is_active, created_at
FROM ops.user_account
WHERE email = $email
