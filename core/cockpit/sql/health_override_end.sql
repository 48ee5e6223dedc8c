-- effect: no status set by hand is in force for the account any more
-- parameters: account_key, yesterday
UPDATE ops.health_override
SET expires_on = $yesterday
WHERE account_key = $account_key::UBIGINT AND expires_on > $yesterday
