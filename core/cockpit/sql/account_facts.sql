-- grain: one row, the account
-- next_qbr_at: the first QBR after as_of that is on record, UTC
-- outcome_value, outcome_target: in outcome_unit; the metric measured last, up to as_of
-- parameters: account_key, as_of
WITH
outcome AS (
    SELECT metric, value, target, unit, measured_on
    FROM crm.outcome_metric
    WHERE account_key = $account_key::UBIGINT AND measured_on <= $as_of
    ORDER BY measured_on DESC, target IS NULL, metric
    LIMIT 1
)

SELECT
    account.domain,
    account.industry,
    account.country,
    account.time_zone,
    account.lifecycle_stage,
    (
        SELECT any_value(parent.name)
        FROM ops.account_alias AS parent
        WHERE
            parent.source_id = account.parent_account_ref
            AND parent.source_system IN (
                SELECT own.source_system FROM ops.account_alias AS own WHERE own.account_key = $account_key::UBIGINT
            )
    ) AS parent_name,
    (
        SELECT min(activity.occurred_at)
        FROM crm.activity AS activity
        WHERE
            activity.account_key = account.account_key
            AND activity.kind = 'qbr'
            AND activity.occurred_at >= $as_of + INTERVAL 1 DAY
    ) AS next_qbr_at,
    outcome.metric AS outcome_metric,
    outcome.value AS outcome_value,
    outcome.target AS outcome_target,
    outcome.unit AS outcome_unit,
    outcome.measured_on AS outcome_measured_on,
    (
        SELECT count(*)
        FROM crm.opportunity AS opportunity
        WHERE opportunity.account_key = account.account_key AND opportunity.outcome = 'open'
    ) AS open_pipeline,
    (
        SELECT count(*)
        FROM ops.golden_contact AS contact
        WHERE contact.account_key = account.account_key
    ) AS contacts,
    health.uncapped_score AS uncapped_health_score,
    health.cap AS health_cap,
    coalesce(sponsor.missing, []) AS sponsor_missing,
    coalesce(health.missing, []) AS health_missing,
    'crm.account/' || account.account_key AS evidence
FROM ops.golden_account AS account
LEFT JOIN outcome ON true
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = account.account_key AND sponsor.as_of = $as_of
LEFT JOIN mart.account_health AS health
    ON health.account_key = account.account_key AND health.as_of = $as_of
WHERE account.account_key = $account_key::UBIGINT
