-- What is known of a system's tickets: by identifier, their status and priority.
SELECT source_id, status, priority
FROM crm.ticket
WHERE source_system = $system
