-- grain: one row an account, item and reason that speaks for the item, or against it
-- rule: feature (in use), goal (names the feature), ticket (an open one names it), integration (reports), component
--   (an open ticket is about it), component_often (many tickets were), stack (runs such an application), not_used
-- what: the thing of theirs, as the source names it; detail: ticket, category or priority; since: when it began
-- tally: tickets, where many count; counts: false for a reason that does not carry the item
-- parameters: viewer, sees_all, as_of, kind (release or roadmap), items, account_key (empty for all), window_days, repeats
-- source: docs/releases.md; an item about a feature is judged by the feature wherever their usage is known
WITH account AS (
    SELECT account_key
    FROM mart.account_scope
    WHERE as_of = $as_of AND ($account_key IS NULL OR account_key = $account_key::UBIGINT)
    AND account_key IN (SELECT seen.account_key FROM ops.visible_account($viewer, $sees_all) AS seen)
),

listed AS (
    SELECT
        release_item_key AS item_key, feature, component, coalesce(integrations, []) AS integrations,
        concat_ws(' ', title, description) AS body
    FROM crm.release_item
    WHERE $kind = 'release' AND list_contains($items::UBIGINT[], release_item_key)
    UNION ALL
    SELECT roadmap_item_key, feature, NULL, [], concat_ws(' ', title, description)
    FROM crm.roadmap_item
    WHERE $kind = 'roadmap' AND list_contains($items::UBIGINT[], roadmap_item_key)
),

item AS (
    SELECT
        item_key,
        nullif(trim(regexp_replace(lower(strip_accents(feature)), '[^\p{L}\p{N}]+', ' ', 'g')), '') AS feature,
        nullif(trim(regexp_replace(lower(strip_accents(component)), '[^\p{L}\p{N}]+', ' ', 'g')), '') AS component,
        regexp_replace(lower(strip_accents(' | ' || array_to_string(integrations, ' | ') || ' | ')), '[^\p{L}\p{N}|]+', ' ', 'g') AS integrations,
        ' ' || regexp_replace(lower(strip_accents(body)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ' AS body
    FROM listed
),

record AS (
    SELECT
        account_key, CASE WHEN in_use THEN 'feature' ELSE 'not_used' END AS has, feature AS what, NULL AS detail, '' AS kind,
        first_seen_on AS since, 1 AS tally, ['crm.feature_usage/' || feature_usage_key] AS evidence, '' AS urgency
    FROM crm.feature_usage
    WHERE in_use IS NOT NULL AND coalesce(first_seen_on <= $as_of, TRUE)
    UNION ALL
    SELECT account_key, 'goal', our_initiative, their_priority, '', NULL, 1, ['crm.goal/' || goal_key], ''
    FROM crm.goal
    UNION ALL
    SELECT account_key, 'integration', integration, NULL, '', NULL, 1, ['crm.heartbeat/' || evidence_keys[1]], ''
    FROM mart.integration_status
    WHERE as_of = $as_of AND silence_hours <= 24 * $window_days::INTEGER
    UNION ALL
    SELECT
        ticket.account_key, unnest(['ticket', 'component']), unnest([ticket.subject, ticket.component]), ticket.display_id,
        '', ticket.opened_at::DATE, 1, ['crm.ticket/' || ticket.ticket_key],
        coalesce(open_now.priority, '~') || strftime(ticket.opened_at, '%Y%m%d%H%M%S')
    FROM mart.open_ticket AS open_now
    JOIN crm.ticket AS ticket ON ticket.ticket_key = open_now.ticket_key
    WHERE open_now.as_of = $as_of
    UNION ALL
    SELECT
        account_key, 'component_often', component, NULL, '', min(opened_at)::DATE, count(*), arg_max('crm.ticket/' || ticket_key, opened_at::VARCHAR || ticket_key, 5), ''
    FROM crm.ticket
    WHERE opened_at < $as_of::DATE + INTERVAL 1 DAY AND opened_at >= $as_of::DATE - $window_days::INTEGER
    AND ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
    GROUP BY account_key, component HAVING count(*) >= $repeats::INTEGER
    UNION ALL
    SELECT account_key, 'stack', application, category, coalesce(category, ''), NULL, 1, ['crm.environment/' || environment_key], ''
    FROM crm.environment
),

held AS MATERIALIZED (
    SELECT record.*, record.urgency || record.evidence[1] AS place
    FROM record
    JOIN account ON account.account_key = record.account_key
),

-- what many accounts have is compared with the items once
term AS MATERIALIZED (
    SELECT
        *, nullif(trim(regexp_replace(lower(strip_accents(what)), '[^\p{L}\p{N}]+', ' ', 'g')), '') AS words,
        nullif(trim(regexp_replace(lower(strip_accents(kind)), '[^\p{L}\p{N}]+', ' ', 'g')), '') AS category
    FROM (SELECT DISTINCT has, what, kind FROM held)
),

found AS (
    SELECT term.has, term.what, term.kind, item.item_key, item.feature
    FROM item
    JOIN term ON CASE term.has
        WHEN 'goal' THEN $kind = 'roadmap' AND contains(' ' || term.words || ' ', ' ' || item.feature || ' ')
        WHEN 'ticket' THEN contains(' ' || term.words || ' ', ' ' || item.feature || ' ')
        WHEN 'integration' THEN contains(item.integrations, ' | ' || term.words || ' | ') OR contains(item.body, ' ' || term.words || ' ')
        WHEN 'stack' THEN
            contains(item.integrations, ' ' || term.words || ' ') OR contains(item.body, ' ' || term.words || ' ')
            OR contains(item.integrations, ' ' || term.category || ' ')
        WHEN 'component' THEN term.words = item.component
        WHEN 'component_often' THEN term.words = item.component
        ELSE term.words = item.feature
    END
),

told AS (
    SELECT
        held.account_key, found.item_key, held.has AS rule, max(held.tally) AS tally, any_value(found.feature) AS feature,
        arg_min(held.what, held.place) AS what, arg_min(held.detail, held.place) AS detail,
        arg_min(held.since, held.place) AS since, flatten(arg_min(held.evidence, held.place, 5))[:5] AS evidence
    FROM held
    JOIN found ON found.has = held.has AND found.what = held.what AND found.kind = held.kind
    GROUP BY held.account_key, found.item_key, held.has
)

SELECT
    account_key, item_key, rule, what, detail, since, tally, evidence,
    rule <> 'not_used'
    AND (
        rule IN ('feature', 'goal', 'ticket', 'integration') OR feature IS NULL
        OR account_key NOT IN (SELECT held.account_key FROM held WHERE held.has IN ('feature', 'not_used'))
    )
    AND NOT (bool_or(rule = 'not_used') OVER same AND NOT bool_or(rule IN ('feature', 'goal', 'ticket')) OVER same) AS counts
FROM told
WINDOW same AS (PARTITION BY account_key, item_key)
ORDER BY account_key, item_key, rule
