-- grain: one row a contact of the account who may be written to, the likeliest reader of a technical letter first
-- critical_tickets, open_tickets: open at the date and reported by them; recent_tickets: reported within 365 days
-- is_technical: their function is technical; is_executive: to them no ticket is named
-- left out: who left, has no address or a bounced one, withdrew consent, or is not to be written to,
--   by any record of theirs
-- order: operational people before executives; then who reported critical tickets, any open ticket; champions and
--   evaluators; technical people; who reported tickets lately; the better known by key, so that equal cases stay
-- parameters: account_key, as_of
WITH stopped AS (
    SELECT known.contact_key
    FROM ops.contact_alias AS known
    JOIN ops.suppression AS stop
        ON (stop.scope = 'contact' AND stop.contact_key = known.member_key)
        OR (stop.value <> '' AND stop.value = lower(known.email))
        OR (
            stop.scope = 'domain'
            AND ends_with('.' || split_part(lower(known.email), '@', 2), '.' || stop.value)
        )
    WHERE
        known.account_key = $account_key::UBIGINT
        AND stop.ended_at IS NULL
        AND (stop.until_on IS NULL OR stop.until_on >= $as_of)
),

person AS (
    SELECT
        profile.contact_key, profile.full_name, profile.title, profile.role, profile.function, profile.is_executive,
        profile.addresses
    FROM mart.contact_profile AS profile
    JOIN ops.golden_contact AS contact ON contact.contact_key = profile.contact_key
    WHERE
        profile.as_of = $as_of
        AND profile.account_key = $account_key::UBIGINT
        AND profile.status IS DISTINCT FROM 'left'
        AND profile.full_name IS NOT NULL
        AND profile.email IS NOT NULL
        AND contact.email_bounced_at IS NULL
        AND contact.consent IS DISTINCT FROM 'withdrawn'
        AND profile.contact_key NOT IN (SELECT contact_key FROM stopped)
),

open_now AS (
    SELECT ticket_key, priority
    FROM mart.open_ticket
    WHERE as_of = $as_of AND account_key = $account_key::UBIGINT
),

reported AS (
    SELECT
        person.contact_key,
        count(*) FILTER (WHERE open_now.priority IN ('P1', 'P2')) AS critical_tickets,
        count(open_now.ticket_key) AS open_tickets,
        count(*) FILTER (WHERE ticket.opened_at > $as_of::DATE - 365) AS recent_tickets
    FROM crm.ticket AS ticket
    JOIN person ON list_contains(person.addresses, lower(ticket.requester_email))
    LEFT JOIN open_now ON open_now.ticket_key = ticket.ticket_key
    WHERE
        ticket.account_key = $account_key::UBIGINT
        AND ticket.ticket_key NOT IN (SELECT ticket_key FROM mart.gone_ticket WHERE as_of = $as_of)
        AND ticket.opened_at < $as_of::DATE + INTERVAL 1 DAY
    GROUP BY person.contact_key
)

SELECT
    person.contact_key, person.full_name, person.title, person.role, person.is_executive,
    coalesce(person.function IN ('technology', 'engineering', 'it', 'data', 'security'), FALSE) AS is_technical,
    coalesce(reported.critical_tickets, 0) AS critical_tickets,
    coalesce(reported.open_tickets, 0) AS open_tickets,
    coalesce(reported.recent_tickets, 0) AS recent_tickets
FROM person
LEFT JOIN reported ON reported.contact_key = person.contact_key
ORDER BY
    person.is_executive,
    critical_tickets DESC,
    open_tickets > 0 DESC,
    coalesce(person.role IN ('champion', 'evaluator'), FALSE) DESC,
    is_technical DESC,
    recent_tickets DESC,
    person.contact_key
