-- Steps in front of every statement that says "prelude: yes": the accounts asked for, what they said within
-- codevelopment_window_days, and which kinds of their systems our integrations reach.
-- message: one row a ticket, comment, mail to us or record of a talk; words are folded, ` ^ ` at the start and
--   ` $ ` at the end; cased keeps capitals: a name of one word counts only as it is written, since "returns" is
--   a verb and Returns a feature
-- parameters: viewer, sees_all, first_key and last_key (accounts from and to: tables lie in the order of their keys), as_of
account AS (
    SELECT
        account.account_key,
        max(policy.value) FILTER (WHERE policy.name = 'codevelopment_min_tickets') AS min_tickets,
        CAST($as_of AS DATE) + INTERVAL 1 DAY AS ends_at,
        CAST($as_of AS DATE) + INTERVAL 1 DAY
        - to_days(CAST(max(policy.value) FILTER (WHERE policy.name = 'codevelopment_window_days') AS INTEGER)) AS starts_at
    FROM ops.golden_account AS account
    JOIN ops.visible_account($viewer, $sees_all) AS visible ON visible.account_key = account.account_key
    JOIN ops.policy AS policy ON policy.tier = coalesce(account.tier, '')
    WHERE account.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
    GROUP BY account.account_key
),

said AS (
    SELECT
        account_key, 'ticket' AS kind, 'crm.ticket/' || ticket_key AS reference, ticket_key, opened_at AS at,
        requester_email AS email, subject AS title, component, concat_ws('. ', subject, body) AS body
    FROM crm.ticket
    WHERE account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
    UNION ALL
    SELECT
        ticket.account_key, 'comment', 'crm.ticket_event/' || event.ticket_event_key, event.ticket_key, event.occurred_at,
        event.author_email, ticket.subject, ticket.component, event.body
    FROM crm.ticket_event AS event
    JOIN crm.ticket AS ticket ON ticket.ticket_key = event.ticket_key
    WHERE
        ticket.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
        AND event.body IS NOT NULL
        AND lower(event.author_email) NOT IN (SELECT email FROM crm.team_member WHERE email IS NOT NULL)
    UNION ALL
    SELECT
        account_key, kind, 'crm.activity/' || activity_key, NULL, occurred_at, from_email, subject, NULL,
        concat_ws('. ', subject, body)
    FROM crm.activity
    WHERE
        account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
        AND NOT (kind = 'email' AND coalesce(direction, '') = 'outbound')
),

folded AS (
    SELECT
        said.* EXCLUDE (body),
        ' ' || regexp_replace(strip_accents(concat_ws('. ', said.component, said.body)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ' AS cased
    FROM said
    JOIN account ON account.account_key = said.account_key
    WHERE said.at >= account.starts_at AND said.at < account.ends_at AND said.body IS NOT NULL
),

message AS (
    SELECT *, ' ^ ' || trim(lower(cased)) || ' $ ' AS words
    FROM folded
),

integration AS (
    SELECT
        beat.account_key,
        beat.integration,
        max(beat.seen_at) AS last_seen_at,
        arg_max(beat.heartbeat_key, beat.seen_at) AS heartbeat_key,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(beat.integration)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS words
    FROM crm.heartbeat AS beat
    JOIN account ON account.account_key = beat.account_key
    WHERE
        beat.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT
        AND beat.seen_at < account.ends_at
        AND beat.seen_at >= account.starts_at
    GROUP BY beat.account_key, beat.integration
),

system AS (
    SELECT
        environment.account_key, environment.environment_key, environment.application, environment.category, environment.note,
        ' ' || nullif(trim(regexp_replace(lower(strip_accents(environment.application)), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS name_words,
        ' ' || nullif(trim(regexp_replace(strip_accents(environment.application), '[^\p{L}\p{N}]+', ' ', 'g')), '') || ' ' AS name_cased,
        ' ^ ' || trim(regexp_replace(lower(strip_accents(environment.note)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ' AS note_words,
        ' ^ ' || trim(regexp_replace(
            lower(strip_accents(concat_ws(' ', environment.category, environment.application))), '[^\p{L}\p{N}]+', ' ', 'g'
        )) || ' $ ' AS words
    FROM crm.environment AS environment
    JOIN account ON account.account_key = environment.account_key
    WHERE environment.account_key BETWEEN $first_key::UBIGINT AND $last_key::UBIGINT AND environment.application IS NOT NULL
),

kind AS (
    SELECT named.words, arg_min(rule.value, rule.position) AS kind
    FROM (SELECT words FROM integration UNION SELECT words FROM system) AS named
    JOIN ops.phrase_rule AS rule ON contains(named.words, rule.phrase)
    WHERE rule.attribute = 'system_kind'
    GROUP BY named.words
),

reached AS (
    SELECT system.account_key, system.environment_key, min(integration.integration) AS integration, min(integration.heartbeat_key) AS heartbeat_key
    FROM system
    JOIN kind AS theirs ON theirs.words = system.words
    JOIN integration ON integration.account_key = system.account_key
    JOIN kind AS ours ON ours.words = integration.words AND ours.kind = theirs.kind
    GROUP BY system.account_key, system.environment_key
)
