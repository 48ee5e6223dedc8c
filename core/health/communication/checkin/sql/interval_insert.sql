-- gives an account an interval of its own
INSERT INTO ops.checkin_interval (account_key, every_days, reason, set_by, set_at)
VALUES ($account_key, $every_days, $reason, $set_by, $set_at)
