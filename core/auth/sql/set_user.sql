-- Changes a person's roles and whether they may sign in.
UPDATE ops.user_account
SET roles = $roles, is_active = $is_active
WHERE email = $email
