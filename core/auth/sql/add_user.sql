-- Lets a person sign in with these roles; a known person stays as they are.
MERGE INTO ops.user_account AS known
USING (SELECT $email AS email) AS person USING (email)
WHEN NOT MATCHED THEN INSERT (email, subject, roles, is_active, created_at)
VALUES ($email, NULL, $roles, true, $at)
