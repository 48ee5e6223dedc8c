-- grain: one row a person who may sign in, with their roles
SELECT lower(email) AS email, roles FROM ops.user_account WHERE is_active ORDER BY 1
