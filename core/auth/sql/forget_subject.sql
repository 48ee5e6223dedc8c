-- Lets the next identity that signs in with this e-mail address be its owner.
UPDATE ops.user_account
SET subject = NULL
WHERE email = $email
