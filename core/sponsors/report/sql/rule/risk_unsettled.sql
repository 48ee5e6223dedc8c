-- rule: risk_unsettled
-- group: succession
-- order: 30
-- title: Medium
-- wording: {backup} backs up {person}, who has been in the role for {tenure}.
-- says: backup person; person person; tenure duration @tenure_unit
-- policy: new_in_role_days, long_in_role_days
-- prelude: yes
-- parameters: account_key, as_of
SELECT
    person.person AS backup,
    sponsor.person,
    CASE
        WHEN date_sub('month', sponsor.started_on, CAST($as_of AS DATE)) < 24
            THEN date_sub('month', sponsor.started_on, CAST($as_of AS DATE))
        ELSE date_sub('month', sponsor.started_on, CAST($as_of AS DATE)) // 12
    END AS tenure,
    CASE WHEN date_sub('month', sponsor.started_on, CAST($as_of AS DATE)) < 24 THEN 'months' ELSE 'years' END AS tenure_unit,
    [sponsor.contact_ref, person.contact_ref] AS evidence
FROM sponsor
JOIN account ON TRUE
JOIN person ON person.contact_key = account.backup_contact_key
WHERE
    CAST($as_of AS DATE) - sponsor.started_on < (SELECT value FROM threshold WHERE name = 'new_in_role_days')
    OR CAST($as_of AS DATE) - sponsor.started_on >= (SELECT value FROM threshold WHERE name = 'long_in_role_days')
