-- grain: one number: heartbeats of the system (api or manual) with this identifier, 0 or 1
SELECT count(*)
FROM crm.heartbeat
WHERE source_system = $system AND source_id = $source_id
