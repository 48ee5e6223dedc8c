-- What is ahead that somebody should be briefed for: reviews, renewals, escalations, meetings with executives.
--
-- grain       one row an occasion of an account the viewer sees; the viewer's own accounts first, then those not
--             briefed for, the kinds taking turns, each by day
-- parameters  $viewer, $sees_all (whose accounts), $everybody (single-user: all accounts are the viewer's own),
--             $as_of, $account_key (NULL: all), $qbr_days, $renewal_days, $meeting_days (how far ahead),
--             $escalation_days (how far back an escalation began), $limit (rows at most)
-- source      crm.activity, ops.golden_account, ops.escalation, mart.contact_profile, mart.account_sponsor, ops.briefing_made
WITH
seen AS (
    SELECT account.*
    FROM ops.visible_account($viewer, $sees_all) AS visible
    JOIN ops.golden_account AS account ON account.account_key = visible.account_key
    WHERE $account_key IS NULL OR account.account_key = $account_key::UBIGINT
),

planned AS (
    SELECT activity.*, activity.occurred_at::DATE AS on_day
    FROM crm.activity AS activity
    JOIN seen ON seen.account_key = activity.account_key
    WHERE activity.occurred_at >= $as_of::DATE
        AND activity.occurred_at < $as_of::DATE + to_days(greatest($qbr_days, $meeting_days)::INTEGER + 1)
),

attendee AS (
    SELECT
        planned.activity_key,
        arg_min(profile.contact_key, (profile.seniority <> 'c_level', profile.contact_key)) AS contact_key
    FROM planned
    JOIN mart.contact_profile AS profile
        ON profile.as_of = $as_of AND profile.account_key = planned.account_key
        AND profile.is_executive AND profile.status = 'active'
        AND (
            list_has_any(planned.participant_emails, profile.addresses)
            OR list_has_any([planned.source_system || ':' || ref FOR ref IN planned.contact_refs], profile.records)
        )
    GROUP BY planned.activity_key
),

ahead AS (
    SELECT 'qbr' AS kind, 'activity/' || planned.activity_key AS thing, planned.account_key, planned.on_day,
        coalesce(planned.subject, '') AS about, attendee.contact_key,
        ['crm.activity/' || planned.activity_key] AS evidence
    FROM planned
    LEFT JOIN attendee USING (activity_key)
    WHERE planned.kind IN ('qbr', 'business_review') AND planned.on_day <= $as_of::DATE + $qbr_days::INTEGER
    UNION ALL
    SELECT 'executive_meeting', 'activity/' || planned.activity_key, planned.account_key, planned.on_day,
        coalesce(planned.subject, ''), attendee.contact_key, ['crm.activity/' || planned.activity_key]
    FROM planned
    JOIN attendee USING (activity_key)
    WHERE planned.kind IN ('meeting', 'one_to_one', 'call', 'exec_dinner', 'strategic_checkin', 'event')
        AND planned.on_day <= $as_of::DATE + $meeting_days::INTEGER
    UNION ALL
    SELECT 'renewal', 'on/' || seen.renewal_on, seen.account_key, seen.renewal_on, '', NULL,
        ['crm.account/' || seen.account_key]
    FROM seen
    WHERE seen.renewal_on BETWEEN $as_of::DATE AND $as_of::DATE + $renewal_days::INTEGER
    UNION ALL
    SELECT 'escalation', 'escalation/' || escalation.escalation_id, escalation.account_key, escalation.opened_on,
        escalation.severity, NULL, escalation.evidence
    FROM ops.escalation AS escalation
    JOIN seen ON seen.account_key = escalation.account_key
    WHERE escalation.recovered_at IS NULL AND escalation.stance IN ('open', 'acknowledged')
        AND escalation.severity IN ('critical', 'high')
        AND escalation.opened_on BETWEEN $as_of::DATE - $escalation_days::INTEGER AND $as_of::DATE
),

named AS (
    SELECT ahead.*, ahead.kind || '/' || ahead.account_key || '/' || ahead.thing AS occasion,
        coalesce(ahead.contact_key, sponsor.primary_contact_key) AS person_key
    FROM ahead
    LEFT JOIN mart.account_sponsor AS sponsor ON sponsor.account_key = ahead.account_key AND sponsor.as_of = $as_of
),

listed AS (
    SELECT
        named.occasion AS key, named.kind, seen.account_key, seen.source_system, seen.source_id AS account_id,
        coalesce(seen.name, seen.source_id) AS account_name, coalesce(seen.owner_email, '') AS owner_email,
        named.on_day AS "on", named.about, profile.contact_key,
        coalesce(profile.full_name, '') AS contact_name, coalesce(profile.title, '') AS contact_title,
        named.evidence,
        $everybody OR coalesce(seen.owner_email = lower($viewer), false) OR EXISTS (
            SELECT 1 FROM crm.account_team AS team
            WHERE team.account_key = seen.account_key AND team.email = lower($viewer)
        ) AS is_own,
        made.made_at AS briefed_at, made.interaction_id
    FROM named
    JOIN seen ON seen.account_key = named.account_key
    LEFT JOIN mart.contact_profile AS profile
        ON profile.as_of = $as_of AND profile.account_key = named.account_key
        AND profile.contact_key = named.person_key AND profile.status = 'active'
    LEFT JOIN ops.briefing_made AS made ON made.occasion = named.occasion AND made.person = lower($viewer)
)

SELECT *
FROM listed
ORDER BY
    is_own DESC, briefed_at IS NOT NULL,
    row_number() OVER (
        PARTITION BY is_own, briefed_at IS NOT NULL, kind ORDER BY "on", account_name, key
    ),
    "on", account_name, key
LIMIT $limit
