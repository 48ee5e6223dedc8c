-- Comments and work that an export of Jira brought and a poll brought as well: the exported ones.
-- An export knows no identifiers of comments and times to the minute only; the same ticket, minute
-- and words are the same comment.
CREATE TEMP TABLE twin AS
WITH
said AS (
    SELECT
        event.ticket_event_key,
        event.batch_id,
        event.ticket_key,
        date_trunc('minute', event.occurred_at) AS minute,
        CASE WHEN event.kind = 'work' THEN 'work' ELSE 'comment' END AS form,
        regexp_replace(lower(coalesce(event.body, '')), '[^\p{L}\p{N}]+', '', 'g') AS words,
        batch.kind = 'jira.event' AS is_polled
    FROM crm.ticket_event AS event
    JOIN crm.import_batch AS batch ON batch.batch_id = event.batch_id
    WHERE
        event.kind IN ('reply', 'customer_reply', 'note', 'work')
        AND event.source_system = 'jira'
        AND batch.kind IN ('jira.event', 'jira.issue')
)

SELECT exported.ticket_event_key, exported.batch_id
FROM said AS exported
WHERE
    NOT exported.is_polled
    AND EXISTS (
        SELECT 1
        FROM said AS polled
        WHERE
            polled.is_polled
            AND polled.ticket_key = exported.ticket_key
            AND polled.minute = exported.minute
            AND polled.form = exported.form
            AND polled.words = exported.words
    )
