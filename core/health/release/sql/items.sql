-- grain: one row an item: of releases, the newest first, or of the roadmap, the soonest first
-- kind: release (released after $since, up to the date) or roadmap (ahead of the date, neither done nor dropped)
-- dated_on: released on, or planned for
-- parameters: as_of, kind, since, item_release (empty for all)
WITH listed AS (
    SELECT
        'release' AS kind, release_item_key AS item_key, release, released_on AS dated_on, item_id, feature, component, title, description,
        coalesce(integrations, []) AS integrations, NULL AS status
    FROM crm.release_item
    WHERE
        $kind = 'release' AND release IS NOT NULL AND title IS NOT NULL AND released_on <= $as_of AND released_on > $since
        AND ($item_release IS NULL OR release = $item_release)
    UNION ALL
    SELECT 'roadmap', roadmap_item_key, NULL, planned_on, NULL, feature, NULL, title, description, [], status
    FROM crm.roadmap_item
    WHERE
        $kind = 'roadmap' AND title IS NOT NULL AND coalesce(planned_on > $as_of, TRUE)
        AND regexp_replace(lower(coalesce(status, '')), '[^a-z]+', '', 'g')
            NOT IN ('done', 'shipped', 'released', 'complete', 'completed', 'cancelled', 'canceled', 'dropped', 'rejected', 'declined')
)

SELECT *
FROM listed
ORDER BY CASE WHEN $kind = 'release' THEN -epoch(dated_on) ELSE epoch(dated_on) END NULLS LAST, title, item_key
