-- grain: one number: of the next event
SELECT coalesce(max(event_id), 0) + 1 FROM ops.event
