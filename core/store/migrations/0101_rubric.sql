-- How conversations are judged: every version of the rubric, so that a score can be read by the one it was given by.

CREATE TABLE ops.rubric_version (
    version  INTEGER PRIMARY KEY,
    hash     VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    saved_by VARCHAR NOT NULL,
    reason   VARCHAR NOT NULL,
    document VARCHAR NOT NULL
);
COMMENT ON TABLE ops.rubric_version IS 'One row a saved version of the coaching rubric; the greatest is in force';
COMMENT ON COLUMN ops.rubric_version.version IS 'Counts up from 1';
COMMENT ON COLUMN ops.rubric_version.hash IS 'SHA-256 of the document';
COMMENT ON COLUMN ops.rubric_version.saved_at IS 'When, UTC';
COMMENT ON COLUMN ops.rubric_version.saved_by IS 'Who saved it; rapport for a shipped one';
COMMENT ON COLUMN ops.rubric_version.reason IS 'Why, as they said';
COMMENT ON COLUMN ops.rubric_version.document IS 'The whole rubric as TOML';
