-- grain: one number: posted heartbeats with this identifier, 0 or 1
SELECT count(*)
FROM crm.heartbeat
WHERE source_system = 'api' AND source_id = $source_id
