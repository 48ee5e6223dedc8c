-- One heartbeat of an account that was typed in.
SELECT integration, seen_at
FROM crm.heartbeat
WHERE source_system = 'manual' AND account_key = $account_key AND heartbeat_key = $heartbeat_key
