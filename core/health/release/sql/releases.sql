-- grain: one row a release up to the date, the newest first, with how many of the viewer's accounts got notes
-- is_new: notes are drafted for it without being asked
-- judged: accounts for which it was decided
-- parameters: viewer, sees_all, as_of, new_days, account_keys (empty for all)
WITH told AS (
    SELECT release, max(released_on) AS released_on, count(*) AS items
    FROM crm.release_item
    WHERE release IS NOT NULL AND title IS NOT NULL
    GROUP BY release
    HAVING max(released_on) <= $as_of
)

SELECT
    told.release, told.released_on, told.items, told.released_on > $as_of::DATE - $new_days::INTEGER AS is_new,
    count(run.account_key) AS judged,
    count(*) FILTER (WHERE run.state = 'drafted') AS drafted,
    count(*) FILTER (WHERE run.state = 'waiting') AS waiting,
    count(*) FILTER (WHERE run.state = 'none') AS nothing,
    count(*) FILTER (WHERE run.state = 'overtaken') AS overtaken
FROM told
LEFT JOIN ops.release_note_run AS run
    ON run.release = told.release
    AND run.account_key IN (SELECT seen.account_key FROM ops.visible_account($viewer, $sees_all) AS seen)
    AND ($account_keys::UBIGINT[] IS NULL OR list_contains($account_keys::UBIGINT[], run.account_key))
GROUP BY told.release, told.released_on, told.items
ORDER BY told.released_on DESC, told.release DESC
