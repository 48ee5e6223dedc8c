-- grain: one row an opportunity of the account open at the date
-- values are those at the date: one that a later export changed is the one before
-- amount: in currency
-- parameters: account_key, as_of
WITH later AS (
    SELECT entity_key, field, arg_min({'value': from_value}, observed_at) AS was
    FROM crm.change_event
    WHERE
        entity = 'opportunity'
        AND account_key = $account_key::UBIGINT
        AND observed_at >= $as_of::DATE + INTERVAL 1 DAY
    GROUP BY entity_key, field
),

former AS (
    SELECT
        entity_key,
        any_value(was) FILTER (WHERE field = 'stage') AS stage,
        any_value(was) FILTER (WHERE field = 'amount') AS amount,
        any_value(was) FILTER (WHERE field = 'close_on') AS close_on,
        any_value(was) FILTER (WHERE field = 'status') AS outcome
    FROM later
    GROUP BY entity_key
),

deal AS (
    SELECT
        opportunity.opportunity_key,
        opportunity.name,
        opportunity.currency,
        opportunity.created_on,
        CASE WHEN former.stage IS NULL THEN opportunity.stage ELSE former.stage.value END AS stage,
        CASE
            WHEN former.amount IS NULL THEN opportunity.amount
            ELSE TRY_CAST(former.amount.value AS DECIMAL(18, 2))
        END AS amount,
        CASE
            WHEN former.close_on IS NULL THEN opportunity.close_on
            ELSE TRY_CAST(former.close_on.value AS DATE)
        END AS close_on,
        CASE WHEN former.outcome IS NULL THEN opportunity.outcome ELSE former.outcome.value END AS outcome
    FROM crm.opportunity AS opportunity
    LEFT JOIN former ON former.entity_key = opportunity.opportunity_key
    WHERE opportunity.account_key = $account_key::UBIGINT
)

SELECT opportunity_key, name, currency, stage, amount, close_on
FROM deal
WHERE outcome = 'open' AND name IS NOT NULL AND coalesce(created_on <= $as_of, TRUE)
ORDER BY amount DESC NULLS LAST, name, opportunity_key
LIMIT 8
