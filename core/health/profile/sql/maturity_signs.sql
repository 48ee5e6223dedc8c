-- grain: one row a message of a contact, up to the date, that has technical or plain words
-- kind: ticket, comment or email; at: when it was written, UTC; title: subject of it
-- points: technical words less plain ones, of each at most three, and one for what the ticket is about
-- words: the words found
-- parameters: account_key, contact_key (empty for everybody), as_of, window_days
-- source: rule table data/maturity.toml; a quoted message below a mail is not the writer's
WITH person AS (
    SELECT DISTINCT contact_key, unnest(addresses) AS email
    FROM mart.contact_profile
    WHERE
        as_of = $as_of
        AND account_key = $account_key::UBIGINT
        AND ($contact_key IS NULL OR contact_key = $contact_key::UBIGINT)
),

span AS (
    SELECT
        CAST($as_of AS DATE) + INTERVAL 1 DAY AS ends_at,
        CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST($window_days AS INTEGER)) AS starts_at
),

ticket AS (
    SELECT *
    FROM crm.ticket
    WHERE account_key = $account_key::UBIGINT
),

message AS (
    SELECT
        lower(requester_email) AS email, 'ticket' AS kind, 'crm.ticket/' || ticket_key AS reference,
        opened_at AS at, subject AS title, concat_ws('. ', subject, body) AS body, component
    FROM ticket
    UNION ALL
    SELECT
        lower(event.author_email), 'comment', 'crm.ticket_event/' || event.ticket_event_key,
        event.occurred_at, ticket.subject, event.body, ticket.component
    FROM crm.ticket_event AS event
    JOIN ticket ON ticket.ticket_key = event.ticket_key
    WHERE event.body IS NOT NULL AND event.author_email IS NOT NULL
    UNION ALL
    SELECT
        lower(from_email), 'email', 'crm.activity/' || activity_key,
        occurred_at, subject,
        regexp_replace(body, '(?s)(\n>|\n-{2,} ?(Original|Forwarded)|\n(On|Am|Le|El) [^\n]{5,160}(wrote|schrieb|écrit|escribió) ?:).*$', ''),
        NULL
    FROM crm.activity
    WHERE account_key = $account_key::UBIGINT AND kind = 'email' AND direction IS DISTINCT FROM 'outbound'
),

folded AS (
    SELECT
        person.contact_key, message.kind, message.reference, message.at, message.title,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(message.body)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS words,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(message.component)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS about
    FROM message
    JOIN person ON person.email = message.email
    CROSS JOIN span
    WHERE message.at >= span.starts_at AND message.at < span.ends_at AND message.body IS NOT NULL
),

word AS (
    SELECT folded.contact_key, folded.reference, rule.value, trim(rule.phrase) AS phrase
    FROM folded
    JOIN ops.phrase_rule AS rule ON contains(folded.words, rule.phrase)
    WHERE rule.attribute = 'maturity_word'
),

topic AS (
    SELECT folded.about, max(CASE rule.value WHEN 'high' THEN 1 ELSE -1 END) AS points
    FROM (SELECT DISTINCT about FROM folded) AS folded
    JOIN ops.phrase_rule AS rule ON contains(folded.about, rule.phrase)
    WHERE rule.attribute = 'maturity_component'
    GROUP BY folded.about
),

counted AS (
    SELECT
        contact_key,
        reference,
        count(DISTINCT phrase) FILTER (WHERE value = 'high') AS technical,
        count(DISTINCT phrase) FILTER (WHERE value = 'low') AS plain,
        list_sort(list(DISTINCT phrase)) AS words
    FROM word
    GROUP BY contact_key, reference
)

SELECT DISTINCT
    folded.contact_key,
    folded.kind,
    folded.reference,
    folded.at,
    folded.title,
    CAST(least(3, counted.technical) - least(3, counted.plain) + coalesce(topic.points, 0) AS INTEGER) AS points,
    counted.words
FROM counted
JOIN folded ON folded.contact_key = counted.contact_key AND folded.reference = counted.reference
LEFT JOIN topic ON topic.about = folded.about
ORDER BY folded.contact_key, folded.at DESC, folded.reference
