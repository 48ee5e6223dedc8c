-- Lets a person sign in with these roles.
INSERT INTO ops.user_account (email, subject, roles, is_active, created_at)
VALUES ($email, NULL, $roles, true, $at)
ON CONFLICT (email) DO NOTHING
