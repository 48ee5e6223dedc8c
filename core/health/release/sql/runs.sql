-- grain: one row a release and account for which notes were judged before
-- drafted_id: a draft of release notes made since the release that no other release has; found again after a crash
-- parameters: release, released_on
SELECT
    account.account_key, run.state, run.note, run.draft_id, run.items,
    (
        SELECT min(draft.draft_id)
        FROM ops.draft AS draft
        WHERE
            draft.account_key = account.account_key
            AND draft.kind = 'release_notes'
            AND draft.created_at >= $released_on::DATE
            AND draft.draft_id NOT IN (
                SELECT other.draft_id
                FROM ops.release_note_run AS other
                WHERE other.release <> $release AND other.draft_id IS NOT NULL
            )
    ) AS drafted_id
FROM ops.golden_account AS account
LEFT JOIN ops.release_note_run AS run ON run.account_key = account.account_key AND run.release = $release
