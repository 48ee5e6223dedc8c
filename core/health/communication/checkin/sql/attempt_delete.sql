-- forgets the attempt before the one that is now kept
-- parameters: account_key
DELETE FROM ops.checkin_attempt WHERE account_key = $account_key::UBIGINT
