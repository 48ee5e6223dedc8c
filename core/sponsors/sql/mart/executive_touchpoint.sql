-- grain: one row an executive and an activity the executive took part in, or a message to or from them
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- contact_key: the executive, active or left
-- activity_key: the activity
-- kind: kind of activity
-- direction: outbound (from us) or inbound (from them); empty when neither
-- occurred_at: when it happened, UTC
-- counts_for_cadence: took place and is of a kind that counts as a touchpoint for the account's tier
-- is_direct_contact: took place with the executive (meeting, call, event, ...) or is a message from them;
--   our own messages, notes and tasks never are
-- is_outreach: our message to the executive
-- is_reply: message from the executive
-- is_advocacy: a referral, a reference, or an outcome that tells of internal advocacy
-- thread_id: conversation of a message
-- source: notes, tasks, mails merely copied to the executive and meetings that did not take place are left
--   out; an executive takes part by an e-mail of any of their records, or by reference to one
WITH executive AS (
    -- lists only for people of several records: for everybody else one address is compared, which is faster
    SELECT
        account_key, contact_key, email, source_system, source_id,
        CASE WHEN len(records) > 1 THEN addresses END AS addresses, CASE WHEN len(records) > 1 THEN records END AS records
    FROM mart.contact_profile
    WHERE as_of = $as_of AND is_executive AND ($account_key IS NULL OR account_key = $account_key)
),

counted_kind AS (
    SELECT scope.account_key, replace(policy.name, 'counts_', '') AS kind
    FROM mart.account_scope AS scope
    JOIN ops.policy AS policy ON policy.tier = scope.tier
    WHERE
        scope.as_of = $as_of
        AND ($account_key IS NULL OR scope.account_key = $account_key)
        AND starts_with(policy.name, 'counts_')
        AND policy.value = 1
),

linked AS (
    SELECT
        executive.account_key,
        executive.contact_key,
        activity.activity_key,
        activity.kind,
        activity.occurred_at,
        activity.outcome,
        activity.thread_id,
        CASE
            WHEN activity.from_email = executive.email OR list_contains(executive.addresses, activity.from_email) THEN 'inbound'
            WHEN activity.direction IS NOT NULL THEN activity.direction
            WHEN
                activity.kind = 'email'
                AND split_part(activity.from_email, '@', 2) <> split_part(executive.email, '@', 2)
                THEN 'outbound'
        END AS direction,
        activity.from_email IS NULL OR activity.from_email = executive.email
        OR coalesce(list_contains(executive.addresses, activity.from_email), FALSE) AS may_be_sender
    FROM crm.activity AS activity
    JOIN executive ON executive.account_key = activity.account_key
    WHERE
        ($account_key IS NULL OR activity.account_key = $account_key)
        AND activity.occurred_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
        AND (
            list_contains(activity.participant_emails, executive.email)
            OR activity.from_email = executive.email
            OR (list_contains(activity.contact_refs, executive.source_id) AND activity.source_system = executive.source_system)
            OR (executive.records IS NOT NULL AND (
                list_has_any(list_append(activity.participant_emails, activity.from_email), executive.addresses)
                OR list_has_any([activity.source_system || ':' || ref FOR ref IN activity.contact_refs], executive.records)
            ))
        )
),

outcome AS (
    SELECT
        said.outcome,
        coalesce(bool_or(rule.attribute = 'not_held'), FALSE) AS is_not_held,
        coalesce(
            arg_min(rule.value, rule.position) FILTER (WHERE rule.attribute = 'advocacy') = 'advocacy', FALSE
        ) AS is_advocacy
    FROM (SELECT DISTINCT outcome FROM linked WHERE outcome IS NOT NULL) AS said
    JOIN ops.phrase_rule AS rule
        ON contains(
            ' ^ ' || trim(regexp_replace(lower(strip_accents(said.outcome)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ',
            rule.phrase
        )
        AND rule.attribute IN ('not_held', 'advocacy')
    GROUP BY said.outcome
),

judged AS (
    SELECT
        linked.*,
        NOT coalesce(outcome.is_not_held, FALSE) AND linked.kind NOT IN ('email', 'note', 'task') AS took_place,
        linked.kind = 'email' AND coalesce(linked.direction = 'outbound', FALSE) AS is_outreach,
        linked.kind = 'email' AND coalesce(linked.direction = 'inbound', FALSE) AND linked.may_be_sender AS is_reply,
        coalesce(outcome.is_advocacy, FALSE) AS tells_of_advocacy
    FROM linked
    LEFT JOIN outcome ON outcome.outcome = linked.outcome
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    judged.account_key,
    judged.contact_key,
    judged.activity_key,
    judged.kind,
    judged.direction,
    judged.occurred_at,
    judged.took_place AND counted_kind.kind IS NOT NULL AS counts_for_cadence,
    judged.took_place OR judged.is_reply AS is_direct_contact,
    judged.is_outreach,
    judged.is_reply,
    judged.kind IN ('referral', 'reference') OR judged.tells_of_advocacy AS is_advocacy,
    judged.thread_id
FROM judged
LEFT JOIN counted_kind
    ON counted_kind.account_key = judged.account_key AND counted_kind.kind = judged.kind
WHERE judged.took_place OR judged.is_outreach OR judged.is_reply OR judged.tells_of_advocacy
