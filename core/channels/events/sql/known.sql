-- grain: one row: whether an event of this key is recorded
SELECT count(*) > 0 FROM ops.event WHERE key = $event
