-- rule: sponsor_speaks_for_us
-- group: strength
-- order: 20
-- title: {person} speaks for us
-- wording: {times} in the window of {window}, last on {last_on}.
-- says: person person; times count times; window duration days; last_on date
-- policy: window_days
-- prelude: yes
-- parameters: account_key, as_of
WITH
told AS (
    SELECT
        sponsor.person,
        len(sponsor.advocacy_evidence) AS times,
        sponsor.advocacy_evidence AS evidence
    FROM sponsor
    JOIN account ON TRUE
    WHERE len(sponsor.advocacy_evidence) > 0
)

SELECT
    told.person,
    told.times,
    (SELECT value FROM threshold WHERE name = 'window_days') AS "window",
    (
        SELECT max(happened_on)
        FROM (
            SELECT CAST(occurred_at AS DATE) AS happened_on, 'crm.activity/' || activity_key AS reference
            FROM crm.activity
            WHERE account_key = $account_key
            UNION ALL
            SELECT observed_on, 'crm.signal/' || signal_key
            FROM crm.signal
            WHERE account_key = $account_key
        )
        WHERE list_contains(told.evidence, reference)
    ) AS last_on,
    told.evidence
FROM told
