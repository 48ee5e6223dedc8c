-- grain: one row a thing planned with the account: open plans, open opportunities' next steps, QBRs ahead
-- kind: account_plan, opportunity or qbr
-- due_on: empty when the source names no date
WITH
plan AS (
    SELECT
        'account_plan' AS kind,
        objective AS text,
        due_on,
        'crm.account_plan/' || plan_key AS reference
    FROM crm.account_plan
    WHERE
        account_key = $account_key
        AND objective IS NOT NULL
        AND coalesce(lower(status), '') NOT IN ('done', 'completed', 'closed', 'cancelled')
),

deal AS (
    SELECT
        'opportunity' AS kind,
        name || ': ' || next_step AS text,
        close_on AS due_on,
        'crm.opportunity/' || opportunity_key AS reference
    FROM crm.opportunity
    WHERE
        account_key = $account_key
        AND outcome = 'open'
        AND next_step IS NOT NULL
        AND coalesce(created_on, $as_of) <= $as_of
),

review AS (
    SELECT
        'qbr' AS kind,
        coalesce(subject, 'QBR') AS text,
        occurred_at::DATE AS due_on,
        'crm.activity/' || activity_key AS reference
    FROM crm.activity
    WHERE account_key = $account_key AND kind = 'qbr' AND occurred_at::DATE > $as_of
),

step AS (
    SELECT * FROM plan
    UNION ALL
    SELECT * FROM deal
    UNION ALL
    SELECT * FROM review
)

SELECT kind, text, due_on, [reference] AS evidence
FROM step
ORDER BY due_on NULLS LAST, kind, text
