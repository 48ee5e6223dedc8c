-- grain: one row a feature of the product: as usage reports it, or as releases and the roadmap name it
-- state: used or not_used as reported; otherwise connected (an integration of the same name or kind reports),
--   named (only tickets speak of it) or unknown
-- tickets: those of the last 365 days that name it; a name of one word counts only as it is written
-- parameters: account_key, as_of
WITH usage AS (
    SELECT
        feature,
        arg_max(in_use, coalesce(last_seen_on, first_seen_on, DATE '0001-01-01')) AS in_use,
        min(first_seen_on) AS first_seen_on,
        max(CASE WHEN last_seen_on <= CAST($as_of AS DATE) THEN last_seen_on END) AS last_seen_on,
        list('crm.feature_usage/' || feature_usage_key ORDER BY feature_usage_key) AS evidence
    FROM crm.feature_usage
    WHERE
        account_key = $account_key::UBIGINT
        AND feature IS NOT NULL
        AND in_use IS NOT NULL
        AND coalesce(first_seen_on <= CAST($as_of AS DATE), TRUE)
    GROUP BY feature
),

known AS (
    SELECT
        feature,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS words,
        ' ' || nullif(trim(regexp_replace(strip_accents(feature), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS cased
    FROM (
        SELECT feature FROM usage
        UNION
        SELECT feature FROM crm.release_item WHERE released_on <= CAST($as_of AS DATE)
    ) AS every
    WHERE feature IS NOT NULL
),

integration AS (
    SELECT
        integration,
        evidence_keys[1] AS heartbeat_key,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(integration)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS words
    FROM mart.integration_status
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT AND share > 0
),

kind AS (
    SELECT named.words, arg_min(rule.value, rule.position) AS kind
    FROM (SELECT words FROM integration UNION SELECT words FROM known) AS named
    JOIN ops.phrase_rule AS rule ON contains(named.words, rule.phrase)
    WHERE rule.attribute = 'system_kind'
    GROUP BY named.words
),

connected AS (
    SELECT known.feature, list('crm.heartbeat/' || integration.heartbeat_key ORDER BY integration.integration) AS evidence
    FROM known
    JOIN integration ON TRUE
    LEFT JOIN kind AS ours ON ours.words = known.words
    LEFT JOIN kind AS theirs ON theirs.words = integration.words
    WHERE ours.kind = theirs.kind OR contains(integration.words, known.words)
    GROUP BY known.feature
),

ticket AS (
    SELECT
        ticket_key,
        opened_at,
        ' ' || regexp_replace(strip_accents(concat_ws('. ', component, subject, body)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ' AS cased
    FROM crm.ticket
    WHERE
        account_key = $account_key::UBIGINT
        AND opened_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND opened_at >= CAST($as_of AS DATE) - INTERVAL 364 DAY
        AND ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
),

named AS (
    SELECT
        known.feature,
        max(CAST(ticket.opened_at AS DATE)) AS last_named_on,
        list('crm.ticket/' || ticket.ticket_key ORDER BY ticket.opened_at DESC, ticket.ticket_key) AS tickets
    FROM known
    JOIN ticket
        ON contains(ticket.cased, known.cased)
        OR (contains(trim(known.words), ' ') AND contains(lower(ticket.cased), known.words))
    GROUP BY known.feature
)

SELECT
    known.feature,
    CASE
        WHEN usage.in_use THEN 'used'
        WHEN usage.in_use = FALSE THEN 'not_used'
        WHEN connected.evidence IS NOT NULL THEN 'connected'
        WHEN named.tickets IS NOT NULL THEN 'named'
        ELSE 'unknown'
    END AS state,
    usage.first_seen_on,
    usage.last_seen_on,
    named.last_named_on,
    coalesce(len(named.tickets), 0) AS tickets,
    list_concat(coalesce(usage.evidence, []), coalesce(connected.evidence, []), coalesce(named.tickets, [])) AS evidence
FROM known
LEFT JOIN usage ON usage.feature = known.feature
LEFT JOIN connected ON connected.feature = known.feature
LEFT JOIN named ON named.feature = known.feature
ORDER BY list_position(['used', 'connected', 'named', 'not_used', 'unknown'], state), tickets DESC, known.feature
