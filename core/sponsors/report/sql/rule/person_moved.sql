-- rule: person_moved
-- group: change
-- order: 26
-- title: {person} reports to someone else (seen on {changed_on})
-- wording: the line of decision changed: check the tree below.
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
WHERE field = 'reports_to_ref'
