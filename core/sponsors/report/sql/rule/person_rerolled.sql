-- rule: person_rerolled
-- group: change
-- order: 24
-- title: {person} has another role here: {now}, before {before} (seen on {changed_on})
-- wording: decide anew who speaks with them.
-- says: person person; now status; before status; changed_on date
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY observed_at DESC, entity_key, field) AS place,
    person,
    replace(to_value, '_', ' ') AS now,
    coalesce(replace(from_value, '_', ' '), 'none') AS before,
    CAST(observed_at AS DATE) AS changed_on,
    [contact_ref] AS evidence
FROM changed_person
WHERE field = 'role' AND to_value IS NOT NULL
