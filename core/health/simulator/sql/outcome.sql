-- grain: one row a churn or an escalation by the customer
-- kind: churn or escalation; happened_on: when it became known
-- evidence: the rows that say so, as table/key; for a changed status, the account's
-- source: churn is a lost renewal, or an account whose status changed to one of a former customer; an
--   escalation is a message from the customer, or a ticket, in whose words they escalate or complain
--   (phrases of data/phrases.toml), or a ticket raised to P1 after it was opened; what follows within
--   $apart_days of an outcome of its kind belongs to it
-- parameters: viewer, sees_all, from_on, as_of, apart_days
WITH visible AS (
    SELECT account_key FROM ops.visible_account($viewer, $sees_all)
),

said AS (
    SELECT account_key, 'crm.activity/' || activity_key AS reference, CAST(occurred_at AS DATE) AS happened_on,
        concat_ws(' . ', subject, body) AS words
    FROM crm.activity
    WHERE direction = 'inbound' AND kind <> 'note'
    UNION ALL
    SELECT account_key, 'crm.ticket/' || ticket_key, CAST(opened_at AS DATE), concat_ws(' . ', subject, body)
    FROM crm.ticket
),

escalated AS (
    SELECT said.account_key, said.reference, said.happened_on
    FROM said
    JOIN visible ON visible.account_key = said.account_key
    WHERE
        said.happened_on BETWEEN $from_on AND $as_of
        AND EXISTS (
            SELECT 1
            FROM ops.phrase_rule AS rule
            WHERE
                rule.attribute = 'escalation'
                AND contains(
                    ' ' || regexp_replace(lower(strip_accents(said.words)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ',
                    rule.phrase
                )
        )
    UNION ALL
    SELECT ticket.account_key, 'crm.ticket/' || ticket.ticket_key, CAST(event.occurred_at AS DATE)
    FROM crm.ticket_event AS event
    JOIN crm.ticket AS ticket ON ticket.ticket_key = event.ticket_key
    JOIN visible ON visible.account_key = ticket.account_key
    WHERE
        event.kind = 'priority'
        AND upper(event.to_value) = 'P1'
        AND upper(event.from_value) IN ('P2', 'P3', 'P4')
        AND event.occurred_at > ticket.opened_at
        AND CAST(event.occurred_at AS DATE) BETWEEN $from_on AND $as_of
),

churned AS (
    SELECT deal.account_key, 'crm.opportunity/' || deal.opportunity_key AS reference, deal.close_on AS happened_on
    FROM crm.opportunity AS deal
    JOIN visible ON visible.account_key = deal.account_key
    WHERE deal.outcome = 'lost' AND lower(deal.name) LIKE '%renewal%' AND deal.close_on BETWEEN $from_on AND $as_of
    UNION ALL
    SELECT change.account_key, 'crm.account/' || change.entity_key, CAST(change.observed_at AS DATE)
    FROM crm.change_event AS change
    JOIN visible ON visible.account_key = change.account_key
    WHERE
        change.entity = 'account'
        AND change.field IN ('status', 'lifecycle_stage')
        AND regexp_matches(lower(change.to_value), 'churn|cancel|former|terminat|lost')
        AND CAST(change.observed_at AS DATE) BETWEEN $from_on AND $as_of
),

found AS (
    SELECT 'churn' AS kind, account_key, happened_on, list(DISTINCT reference ORDER BY reference) AS evidence
    FROM churned
    GROUP BY account_key, happened_on
    UNION ALL
    SELECT 'escalation', account_key, happened_on, list(DISTINCT reference ORDER BY reference)
    FROM escalated
    GROUP BY account_key, happened_on
),

placed AS (
    SELECT
        *,
        happened_on - lag(happened_on) OVER (PARTITION BY kind, account_key ORDER BY happened_on) AS days_since
    FROM found
)

SELECT kind, account_key, happened_on, evidence
FROM placed
WHERE days_since IS NULL OR days_since > $apart_days
ORDER BY happened_on, kind, account_key
