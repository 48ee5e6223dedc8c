-- Remembers the identity first seen with an e-mail address; a later one does not replace it.
UPDATE ops.user_account
SET subject = $subject
WHERE email = $email AND subject IS NULL
