-- rule: person_gone
-- group: change
-- order: 12
-- title: {person} is no longer in the export (seen on {changed_on})
-- wording: ask whether they are still there.
-- says: person person; changed_on date
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY observed_at DESC, entity_key, field) AS place,
    person,
    CAST(observed_at AS DATE) AS changed_on,
    [contact_ref] AS evidence
FROM changed_person
WHERE field = 'disappeared'
