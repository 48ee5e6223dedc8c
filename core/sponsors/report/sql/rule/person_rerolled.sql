-- rule: person_rerolled
-- group: change
-- order: 24
-- title: {person} has another role here: {now}, before {before} (seen on {changed_on})
-- wording: decide anew who speaks with them.
-- says: person person; now status; before status; changed_on date
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
WITH
changed AS (
    SELECT
        event.*,
        person.person,
        person.title,
        person.is_executive,
        coalesce(person.is_primary, FALSE) AS is_primary,
        person.contact_ref
    FROM crm.change_event AS event
    JOIN account ON account.account_key = event.account_key
    JOIN person ON event.entity = 'contact' AND person.contact_key = event.entity_key
    WHERE
        event.observed_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND event.observed_at >= CAST($as_of AS DATE) + INTERVAL 1 DAY - to_days(CAST((SELECT value FROM threshold WHERE name = 'window_days') AS INTEGER))
)

SELECT
    row_number() OVER (ORDER BY observed_at DESC, entity_key, field) AS place,
    person,
    replace(to_value, '_', ' ') AS now,
    coalesce(replace(from_value, '_', ' '), 'none') AS before,
    CAST(observed_at AS DATE) AS changed_on,
    [contact_ref] AS evidence
FROM changed
WHERE field = 'role' AND to_value IS NOT NULL
