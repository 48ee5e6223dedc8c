-- Release notes: for each release and account, whether notes were drafted, and why not where they were not.
-- That there is one row a release and account is kept by the use case, which writes rows anew.

CREATE TABLE ops.release_note_run (
    release     VARCHAR NOT NULL,
    account_key UBIGINT NOT NULL,
    released_on DATE NOT NULL,
    state       VARCHAR NOT NULL,
    items       JSON NOT NULL,
    note        VARCHAR NOT NULL,
    draft_id    BIGINT,
    judged_at   TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.release_note_run IS 'One row a release and account: what became of the notes for it; drafted is final, the rest is judged again while the release is new';
COMMENT ON COLUMN ops.release_note_run.release IS 'Name of the release';
COMMENT ON COLUMN ops.release_note_run.account_key IS 'The account';
COMMENT ON COLUMN ops.release_note_run.released_on IS 'Date of the release';
COMMENT ON COLUMN ops.release_note_run.state IS 'drafted, waiting (something is missing, see note), none (nothing matters to them) or overtaken (a newer release was told of instead)';
COMMENT ON COLUMN ops.release_note_run.items IS 'Items that matter to the account: title, rule, why and evidence of each';
COMMENT ON COLUMN ops.release_note_run.note IS 'Why there is no draft; empty where there is one';
COMMENT ON COLUMN ops.release_note_run.draft_id IS 'The draft';
COMMENT ON COLUMN ops.release_note_run.judged_at IS 'When this was last found otherwise than before, UTC';
