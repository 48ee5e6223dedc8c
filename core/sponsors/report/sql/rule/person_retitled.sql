-- rule: person_retitled
-- group: change
-- order: 20
-- title: {person} is now {now}, before {before} (seen on {changed_on})
-- wording: {impact}
-- says: person person; now status; before status; changed_on date; impact status
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    row_number() OVER (ORDER BY observed_at DESC, entity_key, field) AS place,
    person,
    to_value AS now,
    coalesce(from_value, 'without a title') AS before,
    CASE
        WHEN is_primary THEN 'the sponsor''s remit changed: ask which priorities stay.'
        WHEN is_executive THEN 'now an executive: a further thread at the top.'
        ELSE 'check whom they report to and what they decide.'
    END AS impact,
    CAST(observed_at AS DATE) AS changed_on,
    [contact_ref] AS evidence
FROM changed_person
WHERE field = 'title' AND to_value IS NOT NULL
