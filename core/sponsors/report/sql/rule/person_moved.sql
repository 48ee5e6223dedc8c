-- rule: person_moved
-- group: change
-- order: 26
-- title: {person} reports to someone else (seen on {changed_on})
-- wording: the line of decision changed: check the tree below.
-- says: person person; changed_on date
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
    CAST(observed_at AS DATE) AS changed_on,
    [contact_ref] AS evidence
FROM changed
WHERE field = 'reports_to_ref'
