-- grain: one row an event of the draft, oldest first
-- parameters: draft_id
SELECT event, occurred_on, occurred_at, recorded_at, recorded_by, detail
FROM ops.draft_event
WHERE draft_id = $draft_id
ORDER BY event_id
