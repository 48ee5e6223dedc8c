-- ends an account's own interval
-- parameters: account_key
DELETE FROM ops.checkin_interval WHERE account_key = $account_key::UBIGINT
