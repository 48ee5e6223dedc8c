-- grain: one row an account that the viewer may see and the filters leave
-- sponsor_score, health_score: points of 100 on as_of; empty when the score abstains
-- search: in the names, identifiers and domains of all records of the account
-- override_rag: status set by hand and in force on as_of, beside the computed rag
-- parameters: viewer, sees_all, as_of, owners, tiers, regions, segments, rags, levels (an empty list
--   is no filter, an empty text in one selects rows without a value), search
SELECT
    account.account_key,
    account.source_id AS account_id,
    account.source_system,
    coalesce(account.name, account.source_id) AS name,
    account.tier,
    account.segment,
    account.region,
    account.owner_email,
    account.arr_amount,
    account.currency,
    account.renewal_on,
    sponsor.score AS sponsor_score,
    sponsor.coverage_pct AS sponsor_coverage_pct,
    coalesce(sponsor.level, 'unknown') AS level,
    coalesce(sponsor.risk, 'critical') AS risk,
    sponsor.primary_contact_key,
    sponsor.backup_contact_key,
    coalesce(sponsor.executives, 0) AS executives,
    coalesce(sponsor.engaged_executives, 0) AS engaged_executives,
    sponsor.last_contact_at,
    sponsor.days_since_contact,
    coalesce(sponsor.silence_alert, false) AS silence_alert,
    health.score AS health_score,
    health.coverage_pct AS health_coverage_pct,
    coalesce(health.rag, 'grey') AS rag,
    coalesce(health.at_risk, false) AS at_risk,
    coalesce(health.rules_tripped, []) AS rules_tripped,
    health.open_tickets,
    health.oldest_critical_days,
    health.last_heartbeat_at,
    in_force.rag AS override_rag
FROM ops.visible_account($viewer, $sees_all) AS visible
JOIN ops.golden_account AS account ON account.account_key = visible.account_key
LEFT JOIN mart.account_sponsor AS sponsor
    ON sponsor.account_key = account.account_key AND sponsor.as_of = $as_of
LEFT JOIN mart.account_health AS health
    ON health.account_key = account.account_key AND health.as_of = $as_of
LEFT JOIN (
    SELECT override.account_key, arg_max(override.rag, override.set_at) AS rag
    FROM ops.health_override AS override
    WHERE override.set_at < $as_of + INTERVAL 1 DAY AND override.expires_on >= $as_of
    GROUP BY override.account_key
) AS in_force ON in_force.account_key = account.account_key
WHERE
    (account.created_at IS NULL OR account.created_at < $as_of + INTERVAL 1 DAY)
    AND (len($owners) = 0 OR list_contains($owners::VARCHAR[], coalesce(account.owner_email, '')))
    AND (len($tiers) = 0 OR list_contains($tiers::VARCHAR[], coalesce(account.tier, '')))
    AND (len($regions) = 0 OR list_contains($regions::VARCHAR[], coalesce(account.region, '')))
    AND (len($segments) = 0 OR list_contains($segments::VARCHAR[], coalesce(account.segment, '')))
    AND (len($rags) = 0 OR list_contains($rags::VARCHAR[], coalesce(health.rag, 'grey')))
    AND (len($levels) = 0 OR list_contains($levels::VARCHAR[], coalesce(sponsor.level, 'unknown')))
    AND (
        $search = ''
        OR account.account_key IN (
            SELECT alias.account_key
            FROM ops.account_alias AS alias
            WHERE
                contains(lower(alias.name), lower($search))
                OR contains(lower(alias.source_id), lower($search))
                OR contains(alias.domain, lower($search))
        )
    )
