-- Takes back a heartbeat that was typed in.
DELETE FROM crm.heartbeat
WHERE source_system = 'manual' AND account_key = $account_key AND heartbeat_key = $heartbeat_key
