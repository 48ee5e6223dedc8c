-- grain: one row a feature of the product: as usage reports it, or as releases and the roadmap name it
-- state: used, not_used, or named where no usage is reported and only tickets speak of it
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
        ' ' || trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS words,
        ' ' || trim(regexp_replace(strip_accents(feature), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS cased
    FROM (
        SELECT feature FROM usage
        UNION
        SELECT feature FROM crm.release_item WHERE released_on <= CAST($as_of AS DATE)
    ) AS every
    WHERE feature IS NOT NULL
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
    CASE WHEN usage.in_use THEN 'used' WHEN usage.in_use = FALSE THEN 'not_used' WHEN named.tickets IS NOT NULL THEN 'named' ELSE 'unknown' END
        AS state,
    usage.first_seen_on,
    usage.last_seen_on,
    named.last_named_on,
    coalesce(len(named.tickets), 0) AS tickets,
    list_concat(coalesce(usage.evidence, []), coalesce(named.tickets, [])) AS evidence
FROM known
LEFT JOIN usage ON usage.feature = known.feature
LEFT JOIN named ON named.feature = known.feature
ORDER BY list_position(['used', 'named', 'not_used', 'unknown'], state), tickets DESC, known.feature
