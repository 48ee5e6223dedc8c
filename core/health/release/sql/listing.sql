-- grain: one row an account the viewer sees and for which notes on the release were judged
-- draft_status: status of the draft; empty without one
-- total: rows without the limit
-- parameters: viewer, sees_all, release, account_keys and states (empty for all), limit, offset
SELECT
    run.release, run.released_on, run.account_key, account.source_id AS account_id, account.name AS account_name,
    account.source_system, account.owner_email,
    run.state, run.items, run.note, run.draft_id, draft.status AS draft_status, run.judged_at, count(*) OVER () AS total
FROM ops.release_note_run AS run
JOIN ops.golden_account AS account ON account.account_key = run.account_key
LEFT JOIN ops.draft AS draft ON draft.draft_id = run.draft_id
WHERE
    ($release IS NULL OR run.release = $release)
    AND ($account_keys::UBIGINT[] IS NULL OR list_contains($account_keys::UBIGINT[], run.account_key))
    AND (len($states::VARCHAR[]) = 0 OR list_contains($states::VARCHAR[], run.state))
    AND run.account_key IN (SELECT seen.account_key FROM ops.visible_account($viewer, $sees_all) AS seen)
ORDER BY
    run.released_on DESC, run.release, list_position(['waiting', 'drafted', 'overtaken', 'none'], run.state), account.name,
    run.account_key
LIMIT $limit
OFFSET $offset
