-- Escalations on a person's accounts, and whether somebody took them up in time.
--
-- grain       one row a person and account of theirs with an escalation opened in the window
-- kept, cases escalations of which something was said within behaviour_escalation_days, or that were over by then;
--             and all that are old enough to tell
-- missed      the rows behind the others, as table/key, at most ten
-- parameters  $people (e-mail addresses, lower case), $as_of
-- source      ops.escalation, ops.escalation_decision
WITH limits AS (
    SELECT
        max(value) FILTER (WHERE name = 'behaviour_window_days') AS window_days,
        max(value) FILTER (WHERE name = 'behaviour_escalation_days') AS answer_days
    FROM ops.policy
    WHERE tier = ''
),

opened AS (
    SELECT
        account.owner_email AS person, account.account_key, escalation.escalation_id, escalation.evidence,
        escalation.opened_at + to_days(CAST(limits.answer_days AS INTEGER)) AS late_at, escalation.recovered_at
    FROM ops.golden_account AS account
    JOIN ops.escalation AS escalation ON escalation.account_key = account.account_key
    CROSS JOIN limits
    WHERE
        list_contains($people::VARCHAR[], account.owner_email)
        AND escalation.opened_at + to_days(CAST(limits.answer_days AS INTEGER))
        < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND escalation.opened_on >= CAST($as_of AS DATE) - CAST(limits.window_days AS INTEGER)
),

judged AS (
    SELECT opened.person, opened.account_key, opened.escalation_id, any_value(opened.evidence) AS evidence,
        bool_or(
            coalesce(decision.decided_at <= opened.late_at, FALSE)
            OR coalesce(opened.recovered_at <= opened.late_at, FALSE)
        ) AS is_taken_up
    FROM opened
    LEFT JOIN ops.escalation_decision AS decision ON decision.escalation_id = opened.escalation_id
    GROUP BY opened.person, opened.account_key, opened.escalation_id
)

SELECT
    person,
    account_key,
    count(*) FILTER (WHERE is_taken_up) AS kept,
    count(*) AS cases,
    coalesce(flatten(list(evidence ORDER BY escalation_id DESC) FILTER (WHERE NOT is_taken_up)), [])[1:10] AS missed
FROM judged
GROUP BY person, account_key
ORDER BY person, account_key
