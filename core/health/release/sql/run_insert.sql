-- Records what became of the notes on a release for an account.
INSERT INTO ops.release_note_run (release, account_key, released_on, state, items, note, draft_id, judged_at)
VALUES ($release, $account_key, $released_on, $state, $items, $note, $draft_id, $at)
