-- grain: one row an account the person looks after, those longest without contact first
-- touched_on, touched_key: the newest conversation or mail up to the last day; empty where none is on record
-- parameters: person, everybody, until_on
WITH
touched AS (
    SELECT account_key, max(occurred_at)::DATE AS touched_on, arg_max(activity_key, occurred_at) AS touched_key
    FROM crm.activity
    WHERE occurred_at < $until_on::DATE + INTERVAL 1 DAY AND kind NOT IN ('note', 'task')
    GROUP BY account_key
)

SELECT mine.account_key, mine.account_name, touched.touched_on, touched.touched_key
FROM mine
LEFT JOIN touched ON touched.account_key = mine.account_key
ORDER BY touched.touched_on NULLS FIRST, mine.account_name, mine.account_key
